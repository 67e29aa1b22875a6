import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { RunReport } from '../../../core/simulation/run-report.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { Workflow } from '../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { runSimulation, smallFlow, ticketOf } from './small-flow.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const monday = Date.UTC(2026, 2, 2)
const { nodes } = smallFlow.spec.flow
const stage = 'main'

/** The small flow without its agents: people do everything, as today. */
const peopleOnly: Workflow = workflowSchema.parse({
  ...smallFlow,
  spec: { ...smallFlow.spec, flow: { ...smallFlow.spec.flow, nodes: { intake: { kind: 'start', channels: ['email', 'chat'], stage, then: 'person' }, person: nodes['person'], done: nodes['done'] } } },
})

const tickets = Array.from({ length: 120 }, (_, index) => ticketOf(`T-${index}`, monday + 8 * HOUR + index * 37 * 60_000, { channel: index % 3 === 0 ? 'chat' : 'email', ...(index % 4 === 0 ? { customer: { tier: 'gold' } } : {}) }))

function reportOf(spec: ScenarioDocument['spec'], some: readonly Ticket[] = tickets, workflow = peopleOnly): RunReport {
  return runSimulation({ workflow, program: compileProgram(workflow), tickets: some, scenario: { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 's' }, spec: { seed: 7, replications: 3, ...spec } }, keepTickets: false }).report
}

const window = { from: new Date(monday).toISOString(), to: new Date(monday + 7 * DAY).toISOString() }

describe('a flow in which people do everything', () => {
  const cases: readonly (readonly [string, ScenarioDocument['spec']])[] = [
    ['as the tickets came', {}],
    ['where customers come back, some after their ticket was closed', { customer: { reopenProbability: 0.5, closeAfter: '2d', comebackDelay: '40h' } }],
    ['with tickets before and after the window, and a cool-down that ends it', { arrivals: { process: 'poisson', perHour: 3 }, window: { ...window, warmUp: '2d', coolDown: '10d' }, customer: { reopenProbability: 0.3 } }],
    ['with tickets of the window that are opened again when no others come any more', { arrivals: { process: 'poisson', perHour: 1.2 }, window: { from: window.from, to: new Date(monday + 3 * DAY).toISOString(), warmUp: '1d', coolDown: '14d' }, customer: { reopenProbability: 0.5, comebackDelay: '100h' } }],
    ['with more work than people, so that tickets stay open', { arrivals: { process: 'poisson', perHour: 4 }, window: { ...window, warmUp: '1d', coolDown: '12h' }, handleTime: { default: { mean: '1h', cv: 1 } } }],
    ['where customers leave', { customer: { patience: { chat: '20m', email: '1d' }, reopenProbability: 0.2 } }],
    ['where customers leave a team of little patience', { customer: { patience: { chat: '5h', email: '5d', teams: { desk: '30m' } } } }],
    ['where each wait has a patience of its own', { customer: { patience: { chat: '30m', email: '2h', restart: true }, reopenProbability: 0.5, comebackDelay: '3h' } }],
    ['with hours in which customers write', { customer: { activity: 'office', reopenProbability: 0.5 } }],
    ['with handle times of the team', { handleTime: { teams: { desk: { mean: '50m', cv: 0.5 } } } }],
    ['with work that is handed over at the end of a shift, and clocks of the scenario', { onShiftEnd: { email: 'handoff', chat: 'finish' }, clocks: [{ metric: 'nextReply', targets: { P1: '1h', P2: '1h', P3: '2h', P4: '3h', P5: '4h' } }], customer: { reopenProbability: 0.4 } }],
  ]
  it.each(cases)('has the figures of today, to the millisecond: %s', (_what, spec) => {
    const { kpis, baseline, teams, timeUse, series, censored, manifest, ...rest } = reportOf(spec)
    expect(manifest.tickets).toBeGreaterThan(50)
    // Who did it is another team by name, and an agent's share of nothing is nothing on both sides.
    expect(baseline.simulated).toEqual(kpis)
    expect({ ...baseline.team, title: '' }).toEqual({ ...teams['desk'], title: '' })
    expect(timeUse.today).toEqual(timeUse.flow)
    expect(rest.responseCurves.today).toEqual(rest.responseCurves.flow)
    expect(series.baselineBacklog).toEqual(series.backlog.p50)
    expect(censored.open.mean + (kpis['resolutionTime']?.n ?? 0)).toBeGreaterThan(0)
    for (const row of rest.comparison.rows) expect(row.change?.difference ?? 0).toBe(0)
  })

  it('really meets what these cases are about', () => {
    const [, again, , , busy, impatient, team, anew] = cases.map(([, spec]) => reportOf(spec))
    expect(again?.kpis['reopenRate']?.mean).toBeGreaterThan(0.1)
    expect(busy?.censored.open.mean).toBeGreaterThan(5)
    for (const report of [impatient, team, anew]) expect(report?.outcomes['abandoned']?.count).toBeGreaterThan(1)
  })
})

describe('today', () => {
  const share = (report: RunReport): number => report.baseline.simulated['abandonmentRate']?.mean ?? 0

  it('knows the patience of the issue type and of the team that the history names', () => {
    const named = tickets.map((ticket, index) => ({ ...ticket, channel: 'chat', history: { topic: index % 2 === 0 ? 'billing' : 'device', team: index % 2 === 0 ? 'desk' : 'other' } }))
    const patient = { chat: '30d' }
    const none = reportOf({ customer: { patience: patient } }, named)
    const billing = reportOf({ customer: { patience: { ...patient, issueTypes: { billing: '1s' } } } }, named)
    const desk = reportOf({ customer: { patience: { ...patient, teams: { desk: '1s' } } } }, named)
    const both = reportOf({ customer: { patience: { ...patient, issueTypes: { billing: '1s' }, teams: { desk: '30d' } } } }, named)
    const left = (report: RunReport): number => (report.baseline.simulated['abandonmentRate']?.n ?? 0) * share(report)
    expect(left(none)).toBeLessThan(4)
    expect(left(billing)).toBeGreaterThan(20)
    expect(left(billing)).toBeLessThanOrEqual(60)
    expect(desk.baseline.simulated).toEqual(billing.baseline.simulated)
    expect(both.baseline.simulated).toEqual(none.baseline.simulated)
  })

  it('lets nobody leave whose ticket is in hand: not over night, nor while something more urgent is done', () => {
    const friday = monday + 4 * DAY
    // Begun at 16:50, it pauses until Monday; the patience of a quarter of an hour ends while nobody works.
    const paused = reportOf({ replications: 1, handleTime: { default: { mean: '30m', cv: 0 } }, customer: { patience: { email: { distribution: 'constant', value: '15m' } } } }, [ticketOf('a', friday + 16 * HOUR + 50 * 60_000)])
    expect(share(paused)).toBe(0)
    expect(paused.baseline.simulated['resolutionTime']?.mean).toBe(2 * DAY + 16 * HOUR + 30 * 60_000)
    // One person; the urgent ticket of 9:10 interrupts the other one for an hour, and its customer would have left at 9:30.
    const interrupted = reportOf({
      replications: 1, shrinkage: 0, teams: { desk: { headcount: 1 } }, routing: { preemption: { by: ['P1'], of: ['P3', 'P4'] } }, handleTime: { default: { mean: '1h', cv: 0 } },
      customer: { patience: { email: { distribution: 'constant', value: '30m' } }, reopenProbability: 0 },
    }, [ticketOf('a', monday + 9 * HOUR, { history: { priority: 'P4' } }), ticketOf('b', monday + 9 * HOUR + 10 * 60_000, { history: { priority: 'P1' } })])
    expect(interrupted.baseline.simulated['resolutionTime']).toMatchObject({ n: 2, mean: 1.5 * HOUR })
    expect(interrupted.baseline.simulated['abandonmentRate']?.mean ?? 0).toBe(0)
  })
})
