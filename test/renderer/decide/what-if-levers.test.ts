import { describe, expect, it } from 'vitest'
import { emptyScenario } from '../../../core/simulation/scenario.ts'
import { writePath } from '../../../core/spec/override-path.ts'
import type { Lever } from '../../../renderer/decide/what-if-levers.ts'
import { leversOf, leverValue } from '../../../renderer/decide/what-if-levers.ts'
import { sliderValues, spreadOver } from '../../../renderer/decide/what-if-values.ts'
import { fieldsOf, template } from './what-if-fields.ts'

const levers = leversOf(template, fieldsOf(template))
const lever = (path: string): Lever => {
  const found = levers.find((one) => one.path === path)
  if (found === undefined) throw new Error(`There is no lever ${path}.`)
  return found
}

describe('the sliders of the support template', () => {
  it.each([
    ['teams.tier1.shifts.0.headcount', 'people', 'People, Front line', '2', '1', '10'],
    ['flow.nodes.route.branches.confident.when#1', 'rules', 'Top confidence at least, Answer, ask or escalate?, confident', '0.20', '0', '1'],
    ['agents.triage.params.threshold', 'rules', 'Sure enough from, Triage', '0.20', '0', '1'],
    ['triggers.frustrated.when#1', 'rules', 'Frustration at least, Frustrated', '0.50', '0', '1'],
    ['calendars.supportHours.open.0.to', 'hours', 'Open until, Support hours', '17:00', '09:30', '24:00'],
    ['calendars.supportHours.open.0.from', 'hours', 'Open from, Support hours', '09:00', '00:00', '16:30'],
    ['slas.standard.firstResponse.P3', 'promises', 'First response, P3, Standard', '4 h', '15 m', '1 d 6 h'],
    ['scenario.volume', 'assumptions', 'Tickets, times as many', '1', '0.25', '3'],
    ['scenario.resolution.answerResolvesFactor', 'assumptions', 'Answers that fit and solve', '0.60', '0', '1'],
    ['scenario.handleTime.default.mean', 'assumptions', 'Time for one piece of work', '20 m', '2 m', '2 h'],
  ])('name %s in words, from what is there now to as far as makes sense', (path, group, full, present, first, last) => {
    const one = lever(path)
    const say = (value: Lever['present'] | undefined): string => (value === undefined ? '' : leverValue(one, value))
    expect([one.group, one.full, say(one.present), say(one.values[0]), say(one.values.at(-1))]).toEqual([group, full, present, first, last])
  })

  it('have only values that the format takes, in order, each once, the present one among them', () => {
    for (const { path, values, present } of levers) {
      expect(values.map(({ at }) => at), path).toEqual([...new Set(values.map(({ at }) => at))].sort((a, b) => a - b))
      expect(values.some(({ at }) => at === present.at), path).toBe(true)
      for (const { written } of [values[0], values.at(-1)].flatMap((value) => (value === undefined ? [] : [value]))) {
        const read = writePath({ workflow: template, scenario: { ...emptyScenario, spec: { handleTime: { default: { mean: '20m', cv: 1 } } } } }, path, written)
        expect(read.kind === 'refused' ? `${path} = ${written}: ${read.problem}` : 'written').toBe('written')
      }
    }
  })

  it('show what is moved often, people first, and keep counters, triggers and rare promises behind the rest', () => {
    expect([...new Set(levers.map(({ group }) => group))]).toEqual(['people', 'rules', 'hours', 'promises', 'assumptions'])
    expect(levers.filter(({ group }) => group === 'rules')[0]?.path).toBe('flow.nodes.route.branches.confident.when#1')
    expect(lever('flow.nodes.route.branches.confident.when#2')).toMatchObject({ title: 'Visits of “Send the answer” below', minor: true })
    expect(lever('slas.premium.firstResponse.P1').minor).toBe(true)
    expect(lever('teams.tier1.shifts.0.headcount').minor).toBe(false)
  })

  it('leave out agents that the flow does not use, and what has no words', () => {
    const { triage, ...others } = template.spec.agents
    if (triage === undefined) throw new Error('The template has a triage.')
    const workflow = { ...template, spec: { ...template.spec, agents: { ...others, triage, spare: triage } } }
    const paths = leversOf(workflow, fieldsOf(workflow)).map(({ path }) => path)
    expect(paths).toContain('agents.triage.params.threshold')
    expect(paths).not.toContain('agents.spare.params.threshold')
    expect(paths).not.toContain('agents.triage.params.priority.base')
  })
})

describe('the values of a slider', () => {
  it.each([
    ['a count', 'number', 4, null, 0, 12, 13],
    ['a large count in steps of its size', 'number', 200, null, 0, 600, 61],
    ['a share', 'number', 0.25, null, 0, 1, 101],
    ['a factor', 'number', 1.5, null, 0, 5, 51],
  ] as const)('reach around %s', (_what, kind, at, limits, first, last, count) => {
    const values = sliderValues(kind, { written: at, at }, null, limits)
    expect([values[0]?.at, values.at(-1)?.at, values.length]).toEqual([first, last, count])
  })

  it('keep a present value that lies between the steps, and to what the format allows', () => {
    const values = sliderValues('number', { written: 0.123, at: 0.123 }, { kind: 'number', min: 0, minIsOpen: true, max: 0.5, whole: false }, null)
    expect([values[0]?.at, values.at(-1)?.at, values.some(({ at }) => at === 0.123)]).toEqual([0.01, 0.5, true])
  })

  it('are thinned for a curve to so many, with both ends and the present one', () => {
    const all = sliderValues('number', { written: 0.37, at: 0.37 }, null, null)
    const few = spreadOver(all, { written: 0.37, at: 0.37 }, 21)
    expect([few.length, few[0]?.at, few.at(-1)?.at, few.some(({ at }) => at === 0.37)]).toEqual([21, 0, 1, true])
    expect(spreadOver(all.slice(0, 5), { written: 0, at: 0 }, 21)).toHaveLength(5)
  })
})
