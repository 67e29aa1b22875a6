import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TicketFacts, TimeParts } from '../../../core/metrics/ticket-facts.ts'
import type { ReplicationResult } from '../../../core/simulation/replication-result.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { plainScenario, smallFlow, ticketOf } from './small-flow.ts'
import { drive, sessionOf } from './what-if/run-search.ts'

const HOUR = 3_600_000
const monday = Date.UTC(2026, 2, 2)
type Spec = ScenarioDocument['spec']

/** Tickets that only people can answer, a fourth of them urgent; each step follows on another, so that every span has one owner. */
const tickets = Array.from({ length: 40 }, (_, index) => ticketOf(`T-${index}`, monday + 8 * HOUR + index * 19 * 60_000, { description: `hard ${index}`, subject: index % 4 === 3 ? `urgent ${index}` : `plain ${index}` }))

const scenarios = fc.record({
  seed: fc.nat(1000),
  headcount: fc.integer({ min: 1, max: 3 }),
  minutes: fc.integer({ min: 5, max: 40 }),
  shrinkage: fc.constantFrom(0, 0.3),
  limits: fc.record({ concurrency: fc.constantFrom(1, 2), perMinute: fc.constantFrom(1, 3, 600), failure: fc.constantFrom(0, 0.4), retries: fc.constantFrom(0, 2) }, { requiredKeys: [] }),
  latency: fc.constantFrom('2s', '3m', '25m'),
  reopens: fc.constantFrom(0, 0.5),
  interrupts: fc.boolean(),
  shiftEnd: fc.constantFrom('pause', 'finish', 'block'),
}).map(({ seed, headcount, minutes, shrinkage, limits, latency, reopens, interrupts, shiftEnd }): ScenarioDocument => {
  const spec: Spec = {
    ...plainScenario.spec, seed, replications: 1, shrinkage, teams: { desk: { headcount } }, handleTime: { default: { mean: `${minutes}m`, cv: 1 } }, aiLimits: { default: limits }, aiLatency: { default: { median: latency, p95: latency } },
    customer: { ...plainScenario.spec.customer, reopenProbability: reopens, comebackDelay: '20h', closeAfter: '90d' }, window: { coolDown: '120d' },
    routing: interrupts ? { preemption: { by: ['P1'], of: ['P3', 'P4'] } } : {}, onShiftEnd: { email: shiftEnd },
  }
  return { ...plainScenario, spec }
})

function ran(scenario: ScenarioDocument): ReplicationResult {
  const { session, store } = sessionOf({ workflow: smallFlow, scenario }, tickets)
  drive(session.prepare(), store)
  return drive(session.replicate(0), store)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const spans = ({ facts }: ReplicationResult, part: keyof TimeParts): number => sum(facts.tickets.map(({ time }) => time?.[part] ?? 0))
const account = ({ time }: TicketFacts): number => sum(Object.values(time ?? {}))

describe('the account of where time goes', () => {
  it('adds up to the resolution time of each ticket, and each part to what people, services and customers did', () => {
    const seen = { queued: 0, reopened: 0, failed: 0, closed: 0 }
    fc.assert(fc.property(scenarios, (scenario) => {
      const run = ran(scenario)
      const { facts: { tickets: all }, services } = run
      expect(all.map(({ outcome }) => outcome)).toEqual(all.map(() => 'resolvedByPerson'))
      for (const ticket of all) {
        expect(account(ticket)).toBe((ticket.resolvedAt ?? 0) - ticket.createdAt)
        expect(Math.min(...Object.values(ticket.time ?? {}))).toBeGreaterThanOrEqual(0)
        expect(ticket.time).toMatchObject({ handling: ticket.humanMs, customer: 0, flow: 0, solved: ticket.solvedMs })
        expect(ticket.reopens > 0).toBe(ticket.solvedMs > 0)
      }
      const totals = [...services.values()]
      if (totals.length > 0) {
        expect(spans(run, 'agents')).toBe(sum(totals.map(({ busyMs }) => busyMs)))
        expect(spans(run, 'agentQueue')).toBe(sum(totals.map(({ waitMs, backOffMs }) => waitMs + backOffMs)))
      }
      // Waits up to the first start; interrupted work and work that goes on in the next shift has waited for longer.
      const firstWaits = sum(run.teams.flatMap(({ waits }) => waits))
      const waited = spans(run, 'peopleQueue') + spans(run, 'outOfHours')
      expect(waited).toBeGreaterThanOrEqual(firstWaits)
      if (scenario.spec.onShiftEnd?.['email'] === 'finish' && scenario.spec.routing?.preemption === undefined) expect(waited).toBe(firstWaits)
      seen.queued += spans(run, 'agentQueue')
      seen.reopened += sum(all.map(({ reopens }) => reopens))
      seen.failed += sum(totals.map(({ failed }) => failed))
      seen.closed += spans(run, 'outOfHours')
    }), { numRuns: 60, seed: 20260302 })
    for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(0)
  })
})
