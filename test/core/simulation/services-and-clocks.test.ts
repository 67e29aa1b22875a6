import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../core/engine/compile-program.ts'
import type { ReplicationResult } from '../../../core/simulation/replication-result.ts'
import { SimulationSession } from '../../../core/simulation/simulation-session.ts'
import type { ScenarioDocument } from '../../../core/spec/scenario.ts'
import { SignalStore } from '../../../core/signals/signal-store.ts'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, runSimulation, smallCatalog, smallFlow, ticketOf } from './small-flow.ts'

const at = (text: string): number => Date.parse(`2026-03-${text}Z`)
const HOUR = 3_600_000

type Spec = ScenarioDocument['spec']
const scenarioOf = (spec: Spec): ScenarioDocument => ({ ...plainScenario, spec: { ...plainScenario.spec, ...spec } })

/** The first replication of a run, as the figures see it. */
function replicate(tickets: readonly Ticket[], spec: Spec): ReplicationResult {
  const store = new SignalStore()
  const session = new SimulationSession({
    workflow: smallFlow, program: compileProgram(smallFlow), agents: smallCatalog, tickets, knowledgeDigest: 'k', signals: store, models: [], scenario: scenarioOf({ ...spec, replications: 1 }), zones: intlZoneOffsets(), replyBank: null, keepTickets: true,
  })
  const answer = <T>(items: Generator<unknown, T, void>): T => {
    for (;;) {
      const next = items.next()
      if (next.done === true) return next.value
      const item = next.value
      if (typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'needs' && 'requests' in item && Array.isArray(item.requests)) for (const request of item.requests) store.put(request, answerSignal(request))
    }
  }
  answer(session.prepare())
  return answer(session.replicate(0))
}

const seconds = (value: number): { readonly distribution: 'constant'; readonly value: string } => ({ distribution: 'constant', value: `${value}s` })
const three = ['a', 'b', 'c'].map((id) => ticketOf(id, at('02T20:00:00')))

describe('agents whose services have limits', () => {
  it('take as long as the agent, else its role, else the rest', () => {
    const { tickets } = runSimulation({ tickets: three.slice(0, 1), scenario: scenarioOf({ aiLatency: { default: seconds(1), roles: { sorter: seconds(10), writer: seconds(20) }, agents: { writer: seconds(5) } } }) })
    expect(tickets[0]?.firstResponseAnyAt).toBe(at('02T20:00:15'))
  })

  it('line up, and the wait is part of where the time went', () => {
    const run = replicate(three, { aiLatency: { default: seconds(4) }, aiLimits: { agents: { sorter: { concurrency: 1 } } } })
    expect(run.facts.tickets.map((ticket) => ticket.firstResponseAnyAt)).toEqual(['02T20:00:08', '02T20:00:12', '02T20:00:16'].map(at))
    expect(run.facts.tickets.map((ticket) => [ticket.time?.agentQueue, ticket.time?.agents])).toEqual([[0, 8000], [4000, 8000], [8000, 8000]])
    expect(run.services.get('sorter')).toMatchObject({ calls: 3, tries: 3, busyMs: 12_000, waitMs: 12_000, maxQueue: 2 })
    expect(run.services.has('writer')).toBe(false)
  })

  it('start no more often than their rate', () => {
    const run = replicate(three, { aiLatency: { default: seconds(1) }, aiLimits: { roles: { sorter: { perMinute: 2.4 } } } })
    expect(run.facts.tickets.map((ticket) => ticket.firstResponseAnyAt)).toEqual(['02T20:00:02', '02T20:00:02', '02T20:00:52'].map(at))
  })

  it('tell the flow when the last try has failed, so that its own way of dealing with errors is taken', () => {
    const { tickets, report } = runSimulation({ tickets: three, scenario: scenarioOf({ aiLatency: { default: seconds(2) }, aiLimits: { agents: { writer: { failure: 1, retries: 2 } } } }) })
    expect(tickets.map((ticket) => [ticket.outcome, ticket.escalated])).toEqual(three.map(() => ['resolvedByPerson', true]))
    expect(tickets[0]?.why).toContain('LUMOS.ModelFailed')
    expect(report.outcomes['resolvedByPerson']?.count).toBe(3)
    // Each of three calls made three tries of two seconds and waited one and two between them.
    expect(report.services).toEqual({ writer: { calls: 3, tries: 9, failed: 3, meanWaitMs: 3000, waitShare: 1 / 3, maxQueue: 0 } })
  })

  it('fail as often as they should, after their own tries', () => {
    const many = Array.from({ length: 600 }, (_, index) => ticketOf(`T-${index}`, at('02T00:00:00') + index * HOUR / 4))
    const run = replicate(many, { aiLimits: { agents: { writer: { failure: 0.5, retries: 1 } } } })
    const escalated = run.facts.tickets.filter((ticket) => ticket.escalated).length
    const calls = run.services.get('writer')?.calls ?? 0
    expect(calls).toBe(600)
    expect(run.services.get('writer')?.failed).toBe(escalated)
    expect(Math.abs(escalated - calls / 4)).toBeLessThan(4 * Math.sqrt((calls * 3) / 16))
  })

  it('give the same bytes with limits that nobody meets', () => {
    const free = replicate(three, {}).facts
    const wide = replicate(three, { aiLimits: { default: { concurrency: 100, perMinute: 1000 } } }).facts
    expect(wide.tickets).toEqual(free.tickets)
  })
})

describe('clocks that a scenario adds', () => {
  const clocks: NonNullable<Spec['clocks']> = [
    { metric: 'firstReplyHuman', targets: { P3: '2h' }, calendar: 'office' },
    { metric: 'firstResponseAny', targets: { P1: '1m', P3: '1h' } },
    { metric: 'totalResolution', targets: { P3: '1d' } },
  ]
  const facts = (ticket: Partial<Ticket>, spec: Spec = {}): readonly (readonly [string, string, number])[] =>
    replicate([ticketOf('a', at('02T16:00:00'), ticket)], { clocks, ...spec }).facts.tickets[0]?.clocks.map(({ metric, result, overMs }) => [metric, result, overMs] as const) ?? []

  it('measure what people do in business hours and what anyone does at any hour', () => {
    // Handed over at 16:00:01, worked on for an hour and a half: until 9:30:01 on the next day.
    expect(facts({ description: 'hard' }, { handleTime: { default: { mean: '90m', cv: 0 } } })).toEqual([
      ['firstReplyHuman', 'achieved', 0], ['firstResponseAny', 'breached', 16.5 * HOUR + 1000], ['totalResolution', 'achieved', 0],
    ])
  })

  it('do not ask for a person where the flow has solved the ticket', () => {
    expect(facts({})).toEqual([['firstResponseAny', 'achieved', 0], ['totalResolution', 'achieved', 0]])
  })

  it('follow the priority that the flow gives', () => {
    expect(facts({ subject: 'urgent' }, { aiLatency: { default: seconds(31) } })).toEqual([['firstResponseAny', 'breached', 2000]])
  })

  it('are not judged for who leaves or is dropped', () => {
    expect(facts({ channel: 'chat', createdAt: at('06T20:00:00'), description: 'hard' })).toEqual([])
  })

  it('are measured today as well', () => {
    const { report } = runSimulation({ tickets: [ticketOf('a', at('02T10:00:00'))], scenario: scenarioOf({ clocks }) })
    expect(report.warnings).toEqual([])
    expect(report.kpis['slaFirstResponse']?.mean).toBe(1)
  })

  it('say so where their calendar is none of the flow', () => {
    const { report } = runSimulation({ tickets: three, scenario: scenarioOf({ clocks: [{ metric: 'agentWork', targets: { P3: '1h' }, calendar: 'nights' }] }) })
    expect(report.warnings).toContain('The clock agentWork of the scenario counts in calendar nights, which the flow does not have; it is left out.')
  })
})

describe('handle times by issue type', () => {
  it('are taken where the flow says the type', () => {
    const tickets = [ticketOf('a', at('03T10:00:00'), { description: 'hard' }), ticketOf('b', at('03T12:00:00'), { description: 'hard', subject: 'urgent' })]
    const run = replicate(tickets, { issueTypeFrom: 'sort.priority', handleTime: { default: { mean: '20m', cv: 0 }, issueTypes: { P1: { mean: '5m', cv: 0 } } } })
    expect(run.facts.tickets.map((ticket) => ticket.humanMs)).toEqual([20 * 60_000, 5 * 60_000])
  })
})
