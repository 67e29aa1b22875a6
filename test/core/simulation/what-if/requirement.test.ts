import { describe, expect, it } from 'vitest'
import { standardChoice } from '../../../../core/metrics/registry.ts'
import { checkFailIf, sayFailIf } from '../../../../core/simulation/what-if/fail-if.ts'
import { judge } from '../../../../core/simulation/what-if/figure-over-replications.ts'
import { parseObjective, parseRequirement, type Requirement } from '../../../../core/simulation/what-if/requirement.ts'

const read = (text: string, compares = false): Requirement => {
  const requirement = parseRequirement(text, standardChoice, compares)
  if (requirement.kind === 'problem') throw new Error(requirement.message)
  return requirement
}

describe('statements about KPIs', () => {
  const fine = [
    { text: 'frt_any.p90 > 8m', id: 'firstResponseAny', statistic: 'p90', comparison: '>', limit: 480_000 },
    { text: 'frt_any<=1h30m', id: 'firstResponseAny', statistic: 'p50', comparison: '<=', limit: 5_400_000 },
    { text: 'frt_human.mean >= 1.5h', id: 'firstResponseHuman', statistic: 'mean', comparison: '>=', limit: 5_400_000 },
    { text: 'asr < 60%', id: 'automatedResolutionRate', statistic: 'mean', comparison: '<', limit: 0.6 },
    { text: 'slaFirstResponse >= 0.9', id: 'slaFirstResponse', statistic: 'mean', comparison: '>=', limit: 0.9 },
    { text: 'costPerTicket > 12.5', id: 'costPerTicket', statistic: 'mean', comparison: '>', limit: 12.5 },
    { text: 'RESOLUTIONTIME.median > 2d', id: 'resolutionTime', statistic: 'p50', comparison: '>', limit: 172_800_000 },
  ]
  for (const { text, id, statistic, comparison, limit } of fine) {
    it(`reads ${text}`, () => {
      const { reference, ...rest } = read(text)
      expect({ id: reference.metric.id, statistic: reference.statistic, side: reference.side, ...rest }).toMatchObject({ id, statistic, side: null, comparison, limit })
    })
  }

  it('knows both sides of a comparison, and differences below nothing', () => {
    expect(read('delta.asr < -5%', true)).toMatchObject({ reference: { side: 'delta' }, limit: -0.05 })
    expect(read('a.frt_any.p90 > 8m', true)).toMatchObject({ reference: { side: 'a', statistic: 'p90' } })
  })

  const refused = [
    { text: 'frt_ani.p90 > 8m', says: 'no KPI "frt_ani"', hint: 'frt_any' },
    { text: 'firstResponseAnny > 8m', says: 'no KPI', hint: 'firstResponseAny' },
    { text: 'frt_any.p80 > 8m', says: 'no statistic', hint: 'p90' },
    { text: 'asr.p90 > 0.5', says: 'has no p90', hint: 'automatedResolutionRate alone' },
    { text: 'frt_any.p90 > 8', says: 'no span of time', hint: '8m' },
    { text: 'asr > 60', says: 'more than everything', hint: '60%' },
    { text: 'asr > 8m', says: 'no share', hint: '90%' },
    { text: 'cost > 5%', says: 'no number', hint: 'plain number' },
    { text: 'asr == 0.5', says: 'hardly ever equal', hint: '>=' },
    { text: 'asr', says: 'no statement', hint: 'frt_any.p90 > 8m' },
    { text: 'delta.asr > 1%', says: 'only one here', hint: 'lumos compare' },
    { text: 'asr > -5%', says: 'below nothing', hint: 'delta' },
    { text: 'frt_any.p90.p90 > 8m', says: 'too many parts', hint: 'at most one' },
  ]
  for (const { text, says, hint } of refused) {
    it(`refuses ${text}`, () => expect(parseRequirement(text, standardChoice)).toMatchObject({ kind: 'problem', message: expect.stringContaining(says), hint: expect.stringContaining(hint) }))
  }

  const places = [
    ['frt_ani.p90 > 8m', 1], ['  frt_any.p80 > 8m', 11], ['frt_any.p90 > 8', 15], ['asr == 0.5', 5], ['asr', 4], ['asr 0.5', 5], ['> 8m', 1], ['frt_any >', 10], ['asr > -5%', 7], ['a.b.c > 1', 1], ['frt-any > 8m', 4], ['', 1],
  ] as const
  for (const [text, column] of places) {
    it(`says that column ${column} of "${text}" is wrong`, () => expect(parseRequirement(text, standardChoice)).toMatchObject({ kind: 'problem', at: { text, column } }))
  }

  it('says what is missing', () => {
    const said = ['> 8m', 'asr', 'frt_any >'].map((text) => parseRequirement(text, standardChoice))
    expect(said).toMatchObject([{ message: expect.stringContaining('its KPI is missing') }, { message: expect.stringContaining('a comparison (<, <=, > or >=) is missing') }, { message: expect.stringContaining('the value to compare with is missing') }])
  })

  it('reads what is to be best', () => {
    expect(parseObjective('max:asr', standardChoice)).toMatchObject({ direction: 'max', reference: { metric: { id: 'automatedResolutionRate' } } })
    expect(parseObjective('asr', standardChoice)).toMatchObject({ kind: 'problem', hint: expect.stringContaining('max:') })
  })
})

describe('--fail-if', () => {
  const level = { value: 500_000, ci95: [440_000, 560_000] } as const
  it('fails where the figure is on the wrong side; confidently only where its whole interval is', () => {
    const check = (text: string, confidently: boolean): string | undefined => checkFailIf([read(text)], () => level, confidently)[0]?.outcome
    expect([check('frt_any > 8m', false), check('frt_any > 8m', true), check('frt_any > 7m', true)]).toEqual(['failed', 'passed', 'failed'])
    expect([check('frt_any < 9m', false), check('frt_any < 9m', true), check('frt_any < 10m', true)]).toEqual(['failed', 'passed', 'failed'])
    expect([check('frt_any > 9m', false), check('frt_any < 8m', false)]).toEqual(['passed', 'passed'])
  })

  it('fails for a figure that the run does not have, and with one replication is never confident', () => {
    const [outcome] = checkFailIf([read('frt_human.p90 > 8m')], () => ({ value: null, ci95: null }), false)
    expect(outcome?.outcome).toBe('noValue')
    expect(outcome === undefined ? '' : sayFailIf(outcome)).toContain('no value')
    expect(checkFailIf([read('frt_any > 1m')], () => ({ value: 500_000, ci95: null }), true)[0]?.outcome).toBe('passed')
  })
})

describe('whether replications prove a statement', () => {
  it('needs the one-sided t-bound on the right side', () => {
    // Mean 10 and a standard error of 0.57735, n = 4: the bound at 95 % is 2.35336 of them away.
    const values = [9, 11, 9, 11]
    expect(judge(values, '<=', 11.4, 0.05)).toMatchObject({ says: 'yes', value: 10 })
    expect(judge(values, '<=', 11.3, 0.05).says).toBe('unsure')
    expect(judge(values, '<=', 8.6, 0.05).says).toBe('no')
    expect(judge(values, '<=', 11.4, 0.05).high).toBeCloseTo(11.3587, 4)
  })

  const odd = [
    { name: 'one replication', values: [1], says: 'unsure' },
    { name: 'a replication without the figure', values: [1, 1, null], says: 'unsure' },
    { name: 'a replication in which some never came so far', values: [1, 1, Infinity], says: 'no' },
    { name: 'replications that all agree', values: [1, 1, 1], says: 'yes' },
  ] as const
  for (const { name, values, says } of odd) it(`says ${says} for ${name}`, () => expect(judge(values, '<=', 5, 0.05).says).toBe(says))
})
