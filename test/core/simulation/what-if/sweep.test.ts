import { describe, expect, it } from 'vitest'
import { standardChoice } from '../../../../core/metrics/registry.ts'
import type { KpiReference } from '../../../../core/simulation/what-if/kpi-reference.ts'
import { readKpiReference } from '../../../../core/simulation/what-if/kpi-reference.ts'
import { parseObjective, parseRequirement } from '../../../../core/simulation/what-if/requirement.ts'
import type { SweepInput, SweepResult } from '../../../../core/simulation/what-if/sweep.ts'
import { sweep } from '../../../../core/simulation/what-if/sweep.ts'
import { parseSweepRange } from '../../../../core/simulation/what-if/sweep-range.ts'
import { sweptField, variantWith } from '../../../../core/simulation/what-if/swept-field.ts'
import type { Variant } from '../../../../core/simulation/what-if/what-if-step.ts'
import { runSimulation } from '../small-flow.ts'
import { busyWeek, present, runSearch } from './run-search.ts'

const kpi = (text: string): KpiReference => {
  const reference = readKpiReference(text, standardChoice, false)
  if ('kind' in reference) throw new Error(reference.message)
  return reference
}

function inputOf(varied: readonly string[], rest: Partial<SweepInput> = {}, from: Variant = present): SweepInput {
  const [first, second] = varied.map((text) => {
    const range = parseSweepRange(text)
    if (range.kind === 'problem') throw new Error(range.message)
    const field = sweptField(from, range)
    if ('kind' in field) throw new Error(field.message)
    return field
  })
  if (first === undefined) throw new Error('Vary something.')
  const fields = second === undefined ? ([first] as const) : ([first, second] as const)
  return { fields, present: from, variantOf: (values) => variantWith(from, fields, values), kpis: [kpi('frt_any.p90'), kpi('costPerTicket')], replications: 4, best: null, subjectTo: [], ...rest }
}

const tickets = busyWeek(60)
const values = (result: SweepResult): readonly unknown[] => result.points.map((point) => point.values.map((value) => value.written))

describe('a sweep', () => {
  it('says for every headcount what a run of its own says, with the same seeds', () => {
    const result = runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=1..4'])), present, tickets)
    expect(values(result)).toEqual([[1], [2], [3], [4]])
    expect(result.points.map((point) => point.isPresent)).toEqual([false, true, false, false])
    for (const [index, headcount] of [1, 2, 3, 4].entries()) {
      const alone = runSimulation({ tickets, scenario: { ...present.scenario, spec: { ...present.scenario.spec, teams: { desk: { headcount } } } } }).report
      expect(result.points[index]?.figures['firstResponseAny.p90']).toMatchObject({ value: alone.kpis['firstResponseAny']?.p90, ci95: alone.kpis['firstResponseAny']?.ci95.p90 })
      expect(result.points[index]?.figures['costPerTicket']?.value).toBe(alone.kpis['costPerTicket']?.mean)
    }
  })

  it('runs the present value until a stop rule is met, and every other point as often', () => {
    const stop = { kpi: 'resolutionTime', statistic: 'mean', within: 0.2, atLeast: 4, atMost: 40 } as const
    const result = runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=1..2'], { stop, kpis: [kpi('resolutionTime.mean')] })), present, tickets)
    const alone = runSimulation({ tickets, scenario: { ...present.scenario, spec: { ...present.scenario.spec, stop: { kpi: 'resolutionTime', statistic: 'mean', within: 0.2, atMost: 40 } } } }).report
    expect(result.stopped).toEqual(alone.stopped)
    expect(result.stopped?.because).toBe('narrow')
    expect(result.replications).toBe(alone.manifest.replications)
    const fewer = runSimulation({ tickets, scenario: { ...present.scenario, spec: { ...present.scenario.spec, replications: result.replications, teams: { desk: { headcount: 1 } } } } }).report
    expect(result.points[0]?.figures['resolutionTime.mean']?.value).toBe(fewer.kpis['resolutionTime']?.mean)
  })

  it('pairs the differences to the present value, so that they are narrower than the levels', () => {
    const result = runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=2..3'])), present, tickets)
    const [now, more] = result.points.map((point) => point.figures['firstResponseAny.p90'])
    expect(now).toMatchObject({ delta: 0, deltaCi95: [0, 0] })
    expect(more?.delta).toBeCloseTo((more?.value ?? 0) - (now?.value ?? 0), 6)
    expect(more?.delta).toBeLessThan(0)
  })

  it('delivers the present point first, each as soon as it is run', () => {
    const said: (readonly [unknown, number])[] = []
    runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=1,3'])), present, tickets, (item, replications) => said.push([item.point.values[0]?.written, replications]))
    expect(said).toEqual([[2, 4], [1, 8], [3, 12]])
  })

  it('makes a grid of two fields, the first along the rows', () => {
    const result = runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=2..3', 'calendars.office.open.0.to=16:00..17:00/1h'])), present, tickets)
    expect(values(result)).toEqual([[2, '16:00'], [3, '16:00'], [2, '17:00'], [3, '17:00']])
    expect(result.points.map((point) => point.isPresent)).toEqual([false, false, true, false])
  })

  it('varies targets, expressions and fields of the scenario', () => {
    const sla = runSearch(sweep(inputOf(['slas.all.firstResponse.P3=1s,45m,60h'], { kpis: [kpi('slaFirstResponse')] })), present, tickets)
    const shares = sla.points.map((point) => point.figures['slaFirstResponse']?.value ?? -1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(new Set(shares).size).toBe(3)
    const longer = runSearch(sweep(inputOf(['scenario.handleTime.default.mean=10m,60m'], { kpis: [kpi('frt_human.mean')] })), present, tickets)
    const waits = longer.points.map((point) => point.figures['firstResponseHuman.mean']?.value ?? -1)
    expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity)
    const visits = runSearch(sweep(inputOf(['flow.nodes.way.branches.easy.when#1=0,2'], { kpis: [kpi('asr')] })), present, tickets)
    expect(visits.points.map((point) => (point.figures['automatedResolutionRate']?.value ?? 0) > 0)).toEqual([false, true])
  })

  it('marks the best point that surely meets the conditions, not merely on average', () => {
    const objective = parseObjective('min:costPerTicket', standardChoice)
    const within = parseRequirement('frt_any.p90 <= 50m', standardChoice)
    if (objective.kind === 'problem' || within.kind === 'problem') throw new Error('The statements are fine.')
    const result = runSearch(sweep(inputOf(['teams.desk.shifts.0.headcount=1..6'], { best: objective, subjectTo: [within] })), present, tickets)
    const feasible = result.points.filter((point) => point.feasible === true)
    expect(feasible.length).toBeGreaterThan(0)
    expect(feasible.length).toBeLessThan(6)
    expect(result.best?.point).toBe(feasible[0])
    for (const point of feasible) expect(point.figures['firstResponseAny.p90']?.value).toBeLessThan(3_000_000)
  })

  const refused = [
    { text: 'teams.desk.shifts.0.headcout=1..4', says: 'Nothing can be varied' },
    { text: 'teams.desk.shifts.0.headcount=-1..4', says: 'cannot be -1' },
    { text: 'teams.desk.shifts.0.headcount=1h,2h', says: 'is a number (2)' },
    { text: 'slas.all.firstResponse.P3=1..4', says: 'is a span of time (2h)' },
    { text: 'teams.desk.shifts=1..4', says: 'not a single value' },
    { text: 'scenario.volume=1..2', says: 'nothing is written there' },
  ]
  for (const { text, says } of refused) {
    it(`refuses ${text}`, () => expect(() => inputOf([text])).toThrow(says))
  }

  it('refuses to vary people whom the scenario replaces, which would change nothing', () => {
    const from: Variant = { ...present, scenario: { ...present.scenario, spec: { ...present.scenario.spec, teams: { desk: { headcount: 3 } } } } }
    expect(() => inputOf(['teams.desk.shifts.0.headcount=1..4'], {}, from)).toThrow('changes nothing')
  })
})
