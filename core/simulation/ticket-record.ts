import { isList } from '../conditions/value.ts'
import type { AgentDecision } from '../engine/agent-contract.ts'
import type { FlowOutcome } from '../engine/engine-command.ts'
import type { EngineEvent } from '../engine/engine-event.ts'
import type { Program } from '../engine/program.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { CustomerText } from './customers.ts'
import { personWords } from './person-outcome.ts'
import { explainEnding } from './explain-ending.ts'
import type { MoveCounts } from './move-counts.ts'
import type { TicketCase } from './ticket-case.ts'
import type { TicketRun } from './run-report.ts'
import type { SlaClocks } from './sla-clocks.ts'

type Counts = { readonly moves: MoveCounts; readonly options: { readonly keep: boolean } }

/** The ticket comes to the flow, for the first time or again. */
export function startEvent({ arrival, reopens }: TicketCase, at: number, text: string): EngineEvent {
  return {
    kind: 'start', at, text, customer: arrival.customer,
    ticket: { id: arrival.id, channel: arrival.channel, subject: arrival.ticket.subject, language: arrival.language, openedAt: arrival.at, reopenCount: reopens },
  }
}

/** Counts a step of a ticket's way, and keeps it where tickets are kept. */
export function noteTrace(counts: Counts, ticket: TicketCase, entry: TraceEntry): void {
  if (counts.options.keep) ticket.trace.push(entry)
  if (!ticket.arrival.counted) return
  counts.moves.note(entry)
}

/** Keeps what the later steps of the simulation, and its screens, need of an agent's decision: a draft, and the tone. */
export function noteDecision(ticket: TicketCase, { outputs, tone }: Extract<AgentDecision, { kind: 'outputs' }>): void {
  const { text, confidence } = outputs
  if (typeof text === 'string') ticket.draft = { text, confidence: typeof confidence === 'number' ? confidence : null }
  if (tone !== undefined) ticket.tone = tone
  const skills = outputs['skills']
  if (isList(skills)) ticket.skills = skills.flatMap((skill) => (typeof skill === 'string' ? [skill] : []))
}

/** The customer has written: thanks, or something more to answer. */
export function noteWords(ticket: TicketCase, { text, synthetic, confirms }: CustomerText, at: number): void {
  ticket.customerReplies += 1
  if (!synthetic) ticket.realReplies += 1
  ticket.say({ from: 'customer', at, text, ...(synthetic ? { synthetic: true } : {}) })
  if (confirms) {
    ticket.confirmed = true
    ticket.unansweredSince = null
    return
  }
  ticket.unansweredSince ??= at
  ticket.measured?.asked(at)
  const answer = ticket.answers.at(-1)
  if (answer !== undefined) ticket.askedAgainAfterMs = Math.min(ticket.askedAgainAfterMs ?? Infinity, at - answer.at)
}

/** A person has answered whatever stood open. */
export function noteReply(ticket: TicketCase, at: number): void {
  ticket.say(personWords(ticket.arrival.ticket, ticket.humanReplies, at))
  ticket.humanReplies += 1
  ticket.firstHumanAt ??= at
  ticket.humanAnsweredAt = at
  ticket.confirmed = false
  noteNextReply(ticket, at)
}

/** A person replies to what the customer has written since the last reply of one: on live channels when the conversation begins, else when the answer is done. */
export function noteNextReply(ticket: TicketCase, at: number): void {
  if (ticket.unansweredSince !== null) ticket.nextRepliesMs.push(at - ticket.unansweredSince)
  ticket.unansweredSince = null
}

/** The flow does not know what to do with it. */
export function parkCase(ticket: TicketCase, { code, message }: { readonly code: string; readonly message: string }, parked: Map<string, number>): void {
  ticket.outcome = 'failed'
  ticket.parkedBecause = `${code}: ${message}`
  parked.set(ticket.parkedBecause, (parked.get(ticket.parkedBecause) ?? 0) + 1)
}

/** The run is over: what is open stays so, and the targets are judged. */
export function settleCase(ticket: TicketCase, clocks: SlaClocks | null, end: number): void {
  if (ticket.measured !== null && ticket.outcome !== 'dropped' && ticket.outcome !== 'abandoned') ticket.clocks = ticket.measured.facts(end)
  ticket.close(end)
  if (ticket.waitingSince !== null) ticket.pendingMs += end - ticket.waitingSince
  if (clocks === null || ticket.outcome === 'dropped' || ticket.outcome === 'abandoned') return
  const first = clocks.firstResponseResult(end)
  const resolution = clocks.resolutionResult(end, ticket.outcome === 'resolvedAutomatically' || ticket.outcome === 'resolvedByPerson')
  ticket.slaFirstResponse = first.result
  ticket.slaFirstResponseOverMs = first.overMs
  ticket.slaResolution = resolution.result
  ticket.slaResolutionOverMs = resolution.overMs
}

/** The ticket has left the flow: what came of it. A customer who stays away counts as solved at the answer. */
export function finishCase(ticket: TicketCase, outcome: FlowOutcome, now: number): void {
  if (outcome === 'dropped') {
    ticket.outcome = 'dropped'
    return
  }
  if (outcome === 'unresolved') {
    ticket.outcome = 'unresolved'
    return
  }
  ticket.resolvedAt = ticket.lastReplyAt ?? now
  ticket.firstResolvedAt ??= ticket.resolvedAt
  // A ticket that the flow closes without having answered it is not resolved, whatever the flow calls it.
  ticket.outcome = ticket.humanReplies > 0 || (ticket.byPerson && ticket.answers.length > 0) ? 'resolvedByPerson' : ticket.answers.length > 0 ? 'resolvedAutomatically' : 'unresolved'
}

/** One ticket of a run in full. */
export function ticketRun(ticket: TicketCase, program: Program, teamTitles: ReadonlyMap<string, string>): TicketRun {
  const { arrival } = ticket
  const solved = ticket.outcome === 'resolvedAutomatically' || ticket.outcome === 'resolvedByPerson'
  return {
    id: arrival.id,
    subject: arrival.ticket.subject,
    channel: arrival.channel,
    createdAt: arrival.at,
    priority: ticket.priority,
    outcome: ticket.outcome,
    automated: ticket.outcome === 'resolvedAutomatically',
    escalated: ticket.escalated,
    team: ticket.team,
    firstResponseAnyAt: ticket.firstAnyAt,
    firstResponseHumanAt: ticket.firstHumanAt,
    resolvedAt: solved ? ticket.resolvedAt : null,
    why: explainEnding(ticket, program, ticket.team === null ? 'a person' : (teamTitles.get(ticket.team) ?? ticket.team)),
    conversation: ticket.conversation,
    tone: ticket.tone,
    trace: ticket.trace,
  }
}
