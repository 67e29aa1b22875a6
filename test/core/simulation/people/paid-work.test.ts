import { describe, expect, it } from 'vitest'
import { compileProgram } from '../../../../core/engine/compile-program.ts'
import { SignalStore } from '../../../../core/signals/signal-store.ts'
import type { ReplicationResult } from '../../../../core/simulation/replication-result.ts'
import type { SimulationItem } from '../../../../core/simulation/simulation-input.ts'
import { SimulationSession } from '../../../../core/simulation/simulation-session.ts'
import type { ScenarioDocument } from '../../../../core/spec/scenario.ts'
import type { Workflow } from '../../../../core/spec/workflow.ts'
import { workflowSchema } from '../../../../core/spec/workflow.ts'
import type { Ticket } from '../../../../core/tickets/ticket.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { answerSignal, plainScenario, smallCatalog, smallFlow, ticketOf } from '../small-flow.ts'

const at = (text: string): number => Date.parse(`2026-03-${text}Z`)
const MINUTE = 60_000
const stage = 'main'
const { spec } = smallFlow

/** The small flow with other nodes; the second team is never there. */
function flowOf(nodes: Readonly<Record<string, unknown>>): Workflow {
  const away = { ...spec.teams?.['desk'], title: 'Away', shifts: [{ calendar: 'office', headcount: 0 }] }
  return workflowSchema.parse({ ...smallFlow, spec: { ...spec, teams: { ...spec.teams, away }, flow: { ...spec.flow, nodes: { intake: { kind: 'start', channels: ['email', 'chat'], stage, then: 'fork' }, person: spec.flow.nodes['person'], done: { kind: 'end', outcome: 'resolved', stage }, ...nodes } } } })
}

function replicate(tickets: readonly Ticket[], given: ScenarioDocument['spec'], workflow: Workflow = smallFlow): ReplicationResult {
  const store = new SignalStore()
  const session = new SimulationSession({
    workflow, program: compileProgram(workflow), agents: smallCatalog, tickets, knowledgeDigest: 'k', signals: store, models: [], zones: intlZoneOffsets(), replyBank: null, keepTickets: true,
    scenario: { ...plainScenario, spec: { ...plainScenario.spec, replications: 1, ...given } },
  })
  const answer = <T>(items: Generator<SimulationItem, T, void>): T => {
    for (;;) {
      const next = items.next()
      if (next.done === true) return next.value
      if (next.value.kind === 'needs') for (const request of next.value.requests) store.put(request, answerSignal(request))
    }
  }
  answer(session.prepare())
  return answer(session.replicate(0))
}

describe('work that nobody needs any more', () => {
  const fork = (remaining: 'cancel' | 'continue', team = 'desk'): Workflow => flowOf({
    fork: { kind: 'parallel', stage, arms: [{ id: 'one', then: 'person' }, { id: 'two', then: 'pause' }], join: 'both' },
    person: { kind: 'human', task: 'conversation', team, stage, outcomes: { resolved: 'both' } }, pause: { kind: 'wait', stage, for: '10m', then: 'both' }, both: { kind: 'join', mode: 'any', remaining, stage, then: 'rest' },
    rest: { kind: 'wait', stage, for: '2h', then: 'done' },
  })
  const worked = (workflow: Workflow, time: string): unknown => {
    const { facts, teams } = replicate([ticketOf('a', at(time))], {}, workflow)
    return [facts.tickets[0]?.humanMs, teams[0]?.busyMs, teams[0]?.handled]
  }

  it('ends at once, and the part of it that was done is paid', () => {
    expect(worked(fork('cancel'), '02T09:00:00')).toEqual([10 * MINUTE, 10 * MINUTE, 0])
    expect(worked(fork('continue'), '02T09:00:00')).toEqual([20 * MINUTE, 20 * MINUTE, 1])
  })

  it('is not paid where nobody has begun it', () => {
    expect(worked(fork('cancel', 'away'), '02T09:00:00')).toEqual([0, 0, 0])
  })

  it('is paid up to the end of the shift where it was to go on in the next one', () => {
    expect(worked(fork('cancel'), '02T16:56:00')).toEqual([4 * MINUTE, 4 * MINUTE, 0])
  })
})

describe('the next reply of a person', () => {
  it.each([
    { channel: 'chat', name: 'is the beginning of a conversation on a live channel', to: '02T09:00:00' },
    { channel: 'email', name: 'is the answer by email', to: '02T09:20:00' },
  ])('$name', ({ channel, to }) => {
    const minute = { distribution: 'constant', value: '1m' } as const
    const { facts } = replicate([ticketOf('a', at('02T08:00:00'), { channel })], { resolution: { answerResolvesFactor: 0 }, customer: { ...plainScenario.spec.customer, replyProbability: { unresolved: 1 }, replyDelay: minute, chatReplyDelay: minute } })
    // Two agents of a second each, then the first reply of the customer a minute later; nobody but people answers it.
    expect(facts.tickets.map((ticket) => ticket.nextRepliesMs)).toEqual([[at(to) - at('02T08:01:02')]])
  })
})

describe('two approvals at once', () => {
  it('are decided apart', () => {
    const approval = { kind: 'human', task: 'approval', team: 'desk', stage }
    const workflow = flowOf({
      fork: { kind: 'parallel', stage, arms: [{ id: 'one', then: 'first' }, { id: 'two', then: 'second' }], join: 'both' },
      first: { ...approval, outcomes: { approved: 'both', rejected: 'firstNo' } }, second: { ...approval, outcomes: { approved: 'both', rejected: 'secondNo' } },
      firstNo: { kind: 'wait', stage, for: '1m', then: 'both' }, secondNo: { kind: 'wait', stage, for: '1m', then: 'both' }, both: { kind: 'join', mode: 'all', stage, then: 'done' },
    })
    const { tickets, nodes } = replicate(Array.from({ length: 200 }, (_, index) => ticketOf(`t${index}`, at('02T09:00:00') + index * 30 * MINUTE)), { customer: plainScenario.spec.customer }, workflow)
    const refused = (id: string, node: string): boolean => tickets.some((ticket) => ticket.id === id && ticket.trace.some((entry) => entry.node === node))
    const both = tickets.filter(({ id }) => refused(id, 'firstNo') && refused(id, 'secondNo')).length
    // Without a draft nine of ten are approved: 20 of 200 each, and 2 of them both times.
    expect(nodes.get('firstNo')).toBeGreaterThan(8)
    expect(nodes.get('secondNo')).toBeGreaterThan(8)
    expect(both).toBeLessThan(8)
  })
})
