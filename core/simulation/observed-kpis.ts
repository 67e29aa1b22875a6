import type { KpiChoice } from '../metrics/registry.ts'
import type { RunFacts, TicketFacts } from '../metrics/ticket-facts.ts'
import { untouchedTicket } from '../metrics/ticket-facts.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { inOrder } from '../tickets/tickets-digest.ts'
import { kpiTable } from './figures.ts'
import type { KpiTable } from './run-report.ts'

/** What the imported history says about today, by the same definitions as a run; what it does not hold stays empty. */
export function observedKpis(tickets: readonly Ticket[], choice: KpiChoice): KpiTable {
  return kpiTable([observedFacts(tickets)], choice)
}

/** The facts of the imported history. */
export function observedFacts(tickets: readonly Ticket[]): RunFacts {
  return {
    tickets: inOrder(tickets).map(observedTicket), people: null, meanBacklog: null, window: { from: 0, to: 0 }, rates: { humanHour: 0, aiAction: 0, aiResolution: 0, fixedPerMonth: 0 },
    live: { withinMs: 0, shortMs: 0 }, csatProxy: null,
  }
}

function observedTicket(ticket: Ticket): TicketFacts {
  const { firstResponseAt, solvedAt, isSpam } = ticket.history
  const outcome = isSpam === true ? 'dropped' : solvedAt !== undefined ? 'resolvedByPerson' : 'open'
  const resolvedAt = outcome === 'resolvedByPerson' ? (solvedAt ?? null) : null
  return {
    ...untouchedTicket,
    id: ticket.id,
    createdAt: ticket.createdAt,
    channel: ticket.channel,
    outcome,
    byPerson: firstResponseAt !== undefined || solvedAt !== undefined,
    firstResponseAnyAt: firstResponseAt ?? null,
    firstResponseHumanAt: firstResponseAt ?? null,
    firstResolvedAt: resolvedAt,
    resolvedAt,
    endedAt: resolvedAt,
    humanReplies: ticket.messages.filter((message) => message.from === 'agent').length,
  }
}
