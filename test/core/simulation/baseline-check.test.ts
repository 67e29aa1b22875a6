import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
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
  })
})
