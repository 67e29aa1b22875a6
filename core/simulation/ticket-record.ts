import type { Value } from '../conditions/value.ts'
import type { FlowOutcome } from '../engine/engine-command.ts'
import type { TraceEntry, TraceKind } from '../engine/trace-entry.ts'
import { formatDuration } from '../metrics/format-figure.ts'
import type { TicketCase } from './ticket-case.ts'
import type { TicketRun } from './run-report.ts'

const MOVES: ReadonlySet<TraceKind> = new Set<TraceKind>(['decision', 'trigger', 'error', 'loopLimit', 'timeout'])

type Counts = { readonly nodes: Map<string, number>; readonly edges: Map<string, number>; readonly options: { readonly keep: boolean } }

/** Counts a step of a ticket's way and remembers the rule that last moved it. */
export function noteTrace(counts: Counts, ticket: TicketCase, entry: TraceEntry): void {
  if (counts.options.keep) ticket.trace.push(entry)
  if (entry.edge !== undefined) counts.edges.set(entry.edge, (counts.edges.get(entry.edge) ?? 0) + 1)
  if (entry.kind === 'entered' || entry.kind === 'started' || entry.kind === 'join') counts.nodes.set(entry.node, (counts.nodes.get(entry.node) ?? 0) + 1)
  if (MOVES.has(entry.kind)) ticket.lastRule = entry.text
}

/** Keeps what the later steps of the simulation need of an agent's outputs: a draft, and the tone. */
export function noteOutputs(ticket: TicketCase, outputs: Readonly<Record<string, Value>>, at: number): void {
  const { text, confidence, frustration, confusion, satisfaction } = outputs
  if (typeof text === 'string') ticket.draft = { text, confidence: typeof confidence === 'number' ? confidence : null }
  if (typeof frustration === 'number') {
    ticket.tone.push({ at, frustration, confusion: typeof confusion === 'number' ? confusion : 0, satisfaction: typeof satisfaction === 'number' ? satisfaction : 0 })
  }
}

/** The ticket has left the flow: what came of it. A customer who stays away counts as solved at the answer. */
export function finishCase(ticket: TicketCase, outcome: FlowOutcome, now: number): void {
  if (outcome === 'dropped') {
    ticket.outcome = 'dropped'
    ticket.droppedBecause = ticket.lastRule
    return
  }
  if (outcome === 'unresolved') {
    ticket.outcome = 'unresolved'
    return
  }
  ticket.resolvedAt = ticket.lastReplyAt ?? now
  // A ticket that the flow closes without having answered it is not resolved, whatever the flow calls it.
  ticket.outcome = ticket.humanReplies > 0 || (ticket.byPerson && ticket.answers.length > 0) ? 'resolvedByPerson' : ticket.answers.length > 0 ? 'resolvedAutomatically' : 'unresolved'
}

/** One ticket of a run in full. */
export function ticketRun(ticket: TicketCase, teamTitles: ReadonlyMap<string, string>): TicketRun {
  const { arrival } = ticket
  const facts = ticket.facts()
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
    resolvedAt: facts.resolvedAt,
    why: whyOf(ticket, ticket.team === null ? 'a person' : (teamTitles.get(ticket.team) ?? ticket.team)),
    conversation: ticket.conversation,
    tone: ticket.tone,
    trace: ticket.trace,
  }
}

/** One sentence that says why the ticket ended as it did. */
function whyOf(ticket: TicketCase, team: string): string {
  const standing = ticket.standingAnswer
  const reopened = ticket.reopens === 0 ? '' : ` It was reopened ${ticket.reopens === 1 ? 'once' : `${ticket.reopens} times`}.`
  switch (ticket.outcome) {
    case 'resolvedAutomatically': {
      const sure = standing?.confidence === null || standing === null ? '' : ` (confidence ${standing.confidence.toFixed(2)})`
      const after = standing === null ? '' : ` ${formatDuration(standing.at - ticket.arrival.at)} after it came in`
      return `Resolved automatically: the flow sent an answer${sure}${after}, and the customer ${ticket.confirmed ? 'confirmed it' : 'did not come back'}.${reopened}`
    }
    case 'resolvedByPerson':
      return ticket.humanReplies === 0 ? `Resolved by an answer that a person approved.${reopened}` : `Resolved by ${team}${because(ticket)}${reopened}`
    case 'unresolved':
      return ticket.answers.length === 0 && ticket.humanReplies === 0 ? 'Closed without an answer: the customer did not reply to our question.' : `Closed unresolved${because(ticket)}${reopened}`
    case 'dropped':
      return `Dropped: ${sentence(ticket.droppedBecause === '' ? 'the flow ended without an answer' : ticket.droppedBecause)}`
    case 'abandoned':
      return `The customer left after ${formatDuration((ticket.openSpans.at(-1) ?? ticket.arrival.at) - ticket.arrival.at)} without a reply.`
    case 'failed':
      return `Parked for a person: ${sentence(ticket.parkedBecause ?? 'nothing in the flow could go on with it')}`
    case 'open':
      return ticket.human.size > 0 ? `Still waiting for ${team} at the end of the run${because(ticket)}` : 'Still open at the end of the run.'
  }
}

function because(ticket: TicketCase): string {
  return ticket.escalatedBecause === '' ? '.' : `, escalated: ${sentence(ticket.escalatedBecause)}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
