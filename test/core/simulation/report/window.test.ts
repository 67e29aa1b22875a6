import { describe, expect, it } from 'vitest'
import type { ReplicationResult } from '../../../../core/simulation/replication-result.ts'
import type { RunReport } from '../../../../core/simulation/run-report.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import { plainScenario, smallFlow, ticketOf } from '../small-flow.ts'
import { drive, sessionOf } from '../what-if/run-search.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 2, 2)
type Spec = ScenarioDocument['spec']

const tickets = Array.from({ length: 90 }, (_, index) => ticketOf(`T-${index}`, monday + index * 2 * HOUR, { channel: index % 2 === 0 ? 'chat' : 'email', description: index % 4 === 0 ? `question ${index}` : `hard ${index}` }))
const window = { from: new Date(monday + 7 * DAY).toISOString(), to: new Date(monday + 12 * DAY).toISOString() }
const poisson: Spec = { replications: 3, arrivals: { process: 'poisson', perHour: 2 }, handleTime: { default: { mean: '25m', cv: 1 } }, shrinkage: 0.3, window: { ...window, warmUp: '5d', coolDown: '4d' } }

function ran(spec: Spec): { readonly report: RunReport; readonly runs: readonly ReplicationResult[] } {
  const { session, store } = sessionOf({ workflow: smallFlow, scenario: { ...plainScenario, spec: { ...plainScenario.spec, ...spec } } }, tickets)
  drive(session.prepare(), store)
  const runs = drive(session.replicateAll(), store)
  return { report: session.report(runs, runs.map((run, index) => session.today(index, run))), runs }
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length

const cases: readonly (readonly [string, Spec, number])[] = [
  ['two people', poisson, 2],
  ['a team with a shrinkage of its own', { ...poisson, teams: { desk: { shrinkage: 0.15, headcount: 3 } } }, 3],
  ['people who are told apart', { ...poisson, teams: { desk: { people: [{ id: 'ann' }, { id: 'bob' }, { id: 'cem' }] } } }, 3],
  ['overtime', { ...poisson, onShiftEnd: { email: 'finish', chat: 'finish' } }, 2],
  ['a run that ends with its window', { ...poisson, window: { ...window, warmUp: '5d', coolDown: '0s' } }, 2],
  ['a window that ends while people work', { ...poisson, window: { from: window.from, to: new Date(monday + 10 * DAY + 13 * HOUR).toISOString(), warmUp: '3d', coolDown: '0s' } }, 2],
]

describe('the hours of a team', () => {
  it.each(cases)('cover the window, neither warm-up nor cool-down, and so does handling: %s', (_what, spec, headcount) => {
    const { report, runs } = ran(spec)
    const to = Date.parse(spec.window?.to ?? '')
    const from = Date.parse(spec.window?.from ?? '')
    const days = Math.floor((to - from) / DAY)
    const officeMs = (days * 8 + Math.max(0, ((to - from) % DAY) / HOUR - 9)) * HOUR
    const desk = report.teams['desk']
    const busy = mean(runs.map((run) => sum(run.busy.values)))
    expect(desk?.busyMs).toBeGreaterThan(HOUR)
    expect(busy).toBeCloseTo(desk?.busyMs ?? 0, 3)
    for (const { teams } of runs) expect(teams[0]?.paidMs).toBe(headcount * officeMs)
    // People in the series and in the week are those who were there in the simulation.
    const { stepMs, startAt, staff } = report.series
    expect(startAt).toBe(from)
    const inWindow = sum(staff.map((people, step) => people * Math.max(0, Math.min(to, startAt + (step + 1) * stepMs) - Math.max(from, startAt + step * stepMs))))
    if ((to - from) % stepMs === 0) expect(inWindow).toBeCloseTo(desk?.availableMs ?? 0, 3)
    expect(desk?.availableMs).toBeLessThan(headcount * officeMs)
    // Whoever is due for a break finishes what is in hand, so work may go beyond the hours that are available, but never beyond those that are paid.
    for (const { facts: { people } } of runs) expect(people?.busyMs).toBeLessThanOrEqual((people?.paidMs ?? 0) + (people?.overtimeMs ?? 0))
    expect(report.kpis['occupancy']?.mean).toBeCloseTo(mean(runs.map(({ teams: [one] }) => Math.min(1, ((one?.busyMs ?? 0) - (one?.overtimeMs ?? 0)) / (one?.availableMs ?? 1)))), 12)
    expect(desk?.occupancy).toBeCloseTo(report.kpis['occupancy']?.mean ?? 0, 12)
    expect(desk?.utilisation).toBeCloseTo(report.kpis['utilisation']?.mean ?? 0, 12)
  })

  it('are beside the work on the tickets that are counted, and queues of the window', () => {
    const { report, runs } = ran(poisson)
    const desk = report.teams['desk']
    for (const { teams: [one], facts } of runs) {
      expect(one?.counted).toBe(sum(facts.tickets.map(({ humanReplies }) => humanReplies)))
      expect(one?.counted).toBeLessThan(one?.handled ?? 0)
      expect(one?.inWindow).toBeLessThan(one?.handled ?? 0)
    }
    expect(desk?.handled).toBe(mean(runs.map(({ teams: [one] }) => one?.counted ?? 0)))
    expect(report.flow.waits['person']?.n).toBe(mean(runs.map(({ teams: [one] }) => one?.waits.length ?? 0)))
    expect(report.flow.waits['person']?.meanMs).toBeCloseTo(sum(runs.flatMap(({ teams }) => teams[0]?.waits ?? [])) / sum(runs.map(({ teams }) => teams[0]?.waits.length ?? 0)), 6)
  })

  it('know no queue where nobody waits', () => {
    const { report } = ran({ ...poisson, arrivals: { process: 'poisson', perHour: 0.1 }, teams: { desk: { headcount: 40 } }, window: { from: new Date(monday + 7 * DAY + 10 * HOUR).toISOString(), to: new Date(monday + 7 * DAY + 16 * HOUR).toISOString(), warmUp: '1d', coolDown: '1d' } })
    expect(report.teams['desk']).toMatchObject({ maxQueue: 0, meanQueue: 0 })
  })
})
