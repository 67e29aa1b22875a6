import { describe, expect, it } from 'vitest'
import { printReport } from '../../../cli/report/print-report.ts'
import type { BaselineVerdict } from '../../../core/simulation/judge-baseline.ts'
import type { NotSaid } from '../../../core/simulation/report/times-faster.ts'
import { notComparable, sayNotSaid } from '../../../core/simulation/report/times-faster.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { runSimulation, ticketOf } from './small-flow.ts'

const HOUR = 3_600_000
const monday = Date.UTC(2026, 2, 2)
const office = { shrinkage: 0, handleTime: { default: { mean: '20m', cv: 0 } } } as const
const scenario = (baseline: NonNullable<ScenarioDocument['spec']['baseline']>): ScenarioDocument => ({ apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'check' }, spec: { replications: 3, customer: { reopenProbability: 0 }, baseline } })
const daily = (answeredAfterMs: number, priority?: string) => Array.from({ length: 30 }, (_, index) => {
  const createdAt = monday + (index % 5) * 24 * HOUR + Math.floor(index / 5) * 7 * 24 * HOUR + 9 * HOUR
  return ticketOf(`t${index}`, createdAt, { history: { firstResponseAt: createdAt + answeredAfterMs, ...(priority === undefined ? {} : { priority }) } })
})

describe('the model of today beside the history', () => {
  it('waits for the delay that the scenario gives, while somebody is on shift, and is judged with it', () => {
    const delay = { distribution: 'constant', value: '2h' } as const
    const { report } = runSimulation({ tickets: daily(2 * HOUR + 20 * 60_000, 'P2'), scenario: scenario({ ...office, responseDelay: delay }) })
    expect(report.baseline.calibration).toMatchObject({ simulatedMedianMs: 2 * HOUR + 20 * 60_000, off: 0, trusted: true })
    expect(report.baseline.check?.verdict).toEqual({ kind: 'trusted' })
    expect(report.baseline.check?.cohorts).toMatchObject([{ id: 'all', wassersteinMs: 0, kolmogorov: 0 }, { id: 'P2', off: 0 }])
  })

  it('passes the delay over the night: it ends on the next shift', () => {
    const late = [ticketOf('late', monday + 16 * HOUR)]
    const { report } = runSimulation({ tickets: late, scenario: scenario({ ...office, responseDelay: { distribution: 'constant', value: '2h' } }) })
    // One hour until five, one hour after nine, then twenty minutes of work.
    expect(report.baseline.simulated['firstResponseHuman']?.p50).toBe(18 * HOUR + 20 * 60_000)
  })

  it('takes urgent tickets of the history first', () => {
    // Two people, four tickets at once: the two that the history calls urgent are answered first.
    const four = ['a', 'b', 'c', 'd'].map((id, index) => ticketOf(id, monday + 9 * HOUR, { history: { priority: index < 2 ? 'P4' : 'P1' } }))
    const { report } = runSimulation({ tickets: four, scenario: scenario(office) })
    const medians = Object.fromEntries((report.baseline.check?.cohorts ?? []).map((cohort) => [cohort.id, cohort.simulated.medianMs]))
    expect(medians).toMatchObject({ P1: 20 * 60_000, P4: 40 * 60_000 })
  })

  it('says why it is not trusted', () => {
    const { report } = runSimulation({ tickets: daily(5 * HOUR), scenario: scenario(office) })
    expect(report.baseline.check?.verdict).toEqual({ kind: 'refused', reason: 'medianOff' })
    const half = daily(20 * 60_000).map((ticket, index) => (index < 24 ? ticket : { ...ticket, history: {} }))
    const unanswered = [...half, ...daily(20 * 60_000).map((ticket) => ({ ...ticket, id: `${ticket.id}-never`, createdAt: ticket.createdAt + 2 * HOUR, history: {} }))]
    const second = runSimulation({ tickets: unanswered, scenario: scenario(office) }).report
    expect(second.baseline.check?.verdict).toEqual({ kind: 'refused', reason: 'answeredShareOff' })
    expect(second.warnings.some((warning) => warning.includes('percentage points'))).toBe(true)
    expect(second.comparison.timesFaster).toEqual({ kind: 'refused', because: 'baselineAnsweredShare' })
    expect(second.baseline.calibration.trusted).toBe(false)
  })

  it.each<readonly [string, readonly Ticket[], NonNullable<ScenarioDocument['spec']['baseline']>, BaselineVerdict, NotSaid | null]>([
    ['trusted', daily(20 * 60_000), office, { kind: 'trusted' }, null],
    ['off', daily(5 * HOUR), office, { kind: 'refused', reason: 'medianOff' }, 'baselineOff'],
    ['near the limit', daily(30 * 60_000), { shrinkage: 0, handleTime: { default: { mean: '35m', cv: 1 } } }, { kind: 'refused', reason: 'undecided' }, 'baselineUndecided'],
    ['known from too few', daily(20 * 60_000).slice(0, 5), office, { kind: 'refused', reason: 'tooFew' }, 'baselineUnknown'],
  ])('has one verdict for every place that says "times faster": %s', (_what, tickets, baseline, verdict, because) => {
    const { report } = runSimulation({ tickets, scenario: scenario(baseline) })
    expect(report.baseline.check?.verdict).toEqual(verdict)
    expect(report.baseline.calibration.trusted).toBe(verdict.kind === 'trusted')
    expect(notComparable(report.baseline)).toBe(because)
    if (because === null) expect(report.comparison.timesFaster.kind === 'refused' ? report.comparison.timesFaster.because : 'said').not.toMatch(/^baseline/u)
    else expect(report.comparison.timesFaster).toEqual({ kind: 'refused', because })
    if (because !== null) expect(printReport(report)).toContain(sayNotSaid(because))
  })

  it('shows the medians that were judged, whatever clock the figures have', () => {
    const { report } = runSimulation({ tickets: daily(26 * HOUR), scenario: { ...scenario(office), spec: { ...scenario(office).spec, kpis: { style: 'zendesk', firstResponseHuman: 'officeHours' } } } })
    expect(report.baseline.calibration).toMatchObject({ observedMedianMs: 26 * HOUR, simulatedMedianMs: 20 * 60_000, trusted: false })
  })

  it('compares with the history of the window only, where the tickets come when they came', () => {
    const early = daily(20 * 60_000)
    const late = daily(30 * HOUR).map((ticket) => ({ ...ticket, id: `late-${ticket.id}`, createdAt: ticket.createdAt + 700 * HOUR * 2, history: { firstResponseAt: ticket.createdAt + 700 * HOUR * 2 + 30 * HOUR } }))
    const window = { from: new Date(monday).toISOString(), to: new Date(monday + 7 * 7 * 24 * HOUR).toISOString() }
    const { report } = runSimulation({ tickets: [...early, ...late], scenario: { ...scenario(office), spec: { ...scenario(office).spec, window } } })
    expect(report.baseline.check?.cohorts[0]?.observed).toMatchObject({ tickets: 30, medianMs: 20 * 60_000 })
    expect(report.baseline.observed['firstResponseHuman']?.n).toBe(30)
    expect(report.baseline.check?.verdict).toEqual({ kind: 'trusted' })
  })

  it('knows the priority of every drawn ticket, in every replication', () => {
    const { report } = runSimulation({ tickets: daily(20 * 60_000, 'P2'), scenario: { ...scenario(office), spec: { ...scenario(office).spec, arrivals: { process: 'poisson', perHour: 1 }, window: { from: new Date(monday).toISOString(), to: new Date(monday + 5 * 24 * HOUR).toISOString() } } } })
    const [all, p2] = report.baseline.check?.cohorts ?? []
    expect(p2?.simulated.tickets).toBe(all?.simulated.tickets)
  })
})
