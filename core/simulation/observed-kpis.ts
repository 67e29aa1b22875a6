import type { KpiChoice } from '../metrics/registry.ts'
import { standardChoice } from '../metrics/registry.ts'
import type { RunFacts, TicketFacts } from '../metrics/ticket-facts.ts'
import { untouchedTicket } from '../metrics/ticket-facts.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { inOrder } from '../tickets/tickets-digest.ts'
import { kpiTable } from './figures.ts'
import type { RunPlan } from './run-plan.ts'
import type { KpiTable } from './run-report.ts'

// A history says when tickets were answered and solved, and not how long we waited for customers.
const KNOWN: ReadonlySet<string> = new Set(['firstResponseAny', 'firstResponseHuman', 'neverReplied', 'resolutionTime', 'automatedResolutionRate', 'handledByPeople', 'droppedRate'])

/** What the imported history says about today, by the same definitions as a run; what it does not hold stays empty. */
export function observedKpis(tickets: readonly Ticket[], choice: KpiChoice = standardChoice): KpiTable {
  const facts = observedFacts(tickets)
  const known = kpiTable([facts], choice)
  const nothing = kpiTable([], choice)
  // The others only where the file has a column for it: else they would look like 0.
  const has = (key: 'reopens' | 'leftAt' | 'lastSolvedAt'): boolean => tickets.some((ticket) => ticket.history[key] !== undefined)
  const also: Readonly<Record<string, boolean>> = {
    oneTouch: facts.tickets.some((ticket) => ticket.humanReplies > 0), reopenRate: has('reopens'), reopensPerTicket: has('reopens'), abandonmentRate: has('leftAt'), firstResolutionTime: has('lastSolvedAt'),
  }
  return Object.fromEntries(Object.entries(nothing).map(([id, none]) => [id, KNOWN.has(id) || also[id] === true ? (known[id] ?? none) : none]))
}

/** The tickets of the history that a run is about: those of its window where they come when they came, else all of them. */
export function observedTickets({ tickets, scenario: { arrivals, window }, from, to }: Pick<RunPlan, 'tickets' | 'scenario' | 'from' | 'to'>): readonly Ticket[] {
  if (arrivals.process !== 'trace') return tickets
  return tickets.filter(({ createdAt }) => createdAt >= from && (window.to === null ? createdAt <= to : createdAt < to))
}

/** The facts of the imported history. */
export function observedFacts(tickets: readonly Ticket[]): RunFacts {
  return {
    tickets: inOrder(tickets).map(observedTicket), people: null, meanBacklog: null, window: { from: 0, to: 0 }, rates: { humanHour: 0, aiAction: 0, aiResolution: 0, fixedPerMonth: 0 },
    live: { withinMs: 0, shortMs: 0 }, csatProxy: null,
  }
}

function observedTicket(ticket: Ticket): TicketFacts {
  const { firstResponseAt, solvedAt, lastSolvedAt, leftAt, isSpam, reopens, replies } = ticket.history
  const left = leftAt !== undefined && firstResponseAt === undefined
  const outcome = isSpam === true ? 'dropped' : solvedAt !== undefined ? 'resolvedByPerson' : left ? 'abandoned' : 'open'
  const resolvedAt = outcome === 'resolvedByPerson' ? (lastSolvedAt ?? solvedAt ?? null) : null
  return {
    ...untouchedTicket,
    id: ticket.id,
    createdAt: ticket.createdAt,
    channel: ticket.channel,
    outcome,
    byPerson: firstResponseAt !== undefined || solvedAt !== undefined,
    firstResponseAnyAt: firstResponseAt ?? null,
    firstResponseHumanAt: firstResponseAt ?? null,
    firstResolvedAt: resolvedAt === null ? null : (solvedAt ?? null),
    resolvedAt,
    endedAt: left ? leftAt : resolvedAt,
    reopens: reopens ?? 0,
    humanReplies: replies ?? ticket.messages.filter((message) => message.from === 'agent').length,
  }
}
