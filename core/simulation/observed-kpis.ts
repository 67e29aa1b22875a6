import type { TicketFacts } from '../metrics/ticket-facts.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { inOrder } from '../tickets/tickets-digest.ts'
import { kpiTable } from './figures.ts'
import type { KpiTable } from './run-report.ts'

/** What the imported history says about today, by the same definitions as a run; what it does not hold stays empty. */
export function observedKpis(tickets: readonly Ticket[]): KpiTable {
  return kpiTable([{ tickets: inOrder(tickets).map(observedFacts), people: null, meanBacklog: null, rates: { humanHour: 0, aiAction: 0, overtimeFactor: 1 } }])
}

function observedFacts(ticket: Ticket): TicketFacts {
  const { firstResponseAt, solvedAt, isSpam } = ticket.history
  const replies = ticket.messages.filter((message) => message.from === 'agent').length
  const outcome = isSpam === true ? 'dropped' : solvedAt !== undefined ? 'resolvedByPerson' : 'open'
  return {
    id: ticket.id,
    createdAt: ticket.createdAt,
    channel: ticket.channel,
    priority: null,
    outcome,
    aiInvolved: false,
    escalated: false,
    byPerson: firstResponseAt !== undefined || solvedAt !== undefined,
    resolution: null,
    gaveUp: false,
    firstResponseAnyAt: firstResponseAt ?? null,
    firstResponseHumanAt: firstResponseAt ?? null,
    resolvedAt: outcome === 'resolvedByPerson' ? (solvedAt ?? null) : null,
    pendingMs: 0,
    humanReplies: replies,
    reopens: 0,
    slaFirstResponse: null,
    slaResolution: null,
    humanMs: 0,
    aiActions: 0,
  }
}
