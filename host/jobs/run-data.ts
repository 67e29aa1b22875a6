import { AppError } from '../../api/app-error.ts'
import type { Page, TicketRunRow } from '../../api/model.ts'
import type { RunReport, TicketRun } from '../../core/simulation/run-report.ts'
import type { SimulationResult } from '../../core/simulation/simulation-input.ts'
import { KeptData } from './kept-data.ts'

/** How a run's tickets are listed. */
export type RunTicketsQuery = {
  readonly search: string
  readonly outcome: string | null
  /** Only tickets that went through this node. */
  readonly through: string | null
  readonly sort: 'createdAt' | 'firstResponse' | 'resolution'
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

type KeptRun = SimulationResult & { readonly byId: ReadonlyMap<string, TicketRun> }

/** The runs of a session, with their tickets. */
export class RunData {
  readonly #kept = new KeptData<KeptRun>(
    6,
    () => new AppError({ code: 'runs.unknown', kind: 'user', message: 'This run is no longer in memory.', hint: 'Simulate again; the same flow, tickets and seed give the same run.' }),
  )

  /** Keeps a run. */
  put(runId: string, result: SimulationResult): void {
    this.#kept.put(runId, { ...result, byId: new Map(result.tickets.map((ticket) => [ticket.id, ticket])) })
  }

  /** The report of a run. */
  report(runId: string): RunReport {
    return this.#kept.get(runId).report
  }

  /** One ticket of a run, in full. */
  ticket(runId: string, ticketId: string): TicketRun {
    const ticket = this.#kept.get(runId).byId.get(ticketId)
    if (ticket !== undefined) return ticket
    throw new AppError({ code: 'runs.unknownTicket', kind: 'user', message: `The run has no ticket "${ticketId}".`, hint: 'Choose one from the list of the run.' })
  }

  /** One page of a run's tickets; tickets without the time that is sorted by come last. */
  page(runId: string, query: RunTicketsQuery): Page<TicketRunRow> {
    const found = this.#kept.get(runId).tickets.filter((ticket) => matches(ticket, query))
    const sorted = found.map((ticket) => ({ ticket, key: sortKey(ticket, query.sort) })).sort((a, b) => compare(a.key, b.key, query.descending) || (a.ticket.id < b.ticket.id ? -1 : 1))
    return { total: sorted.length, offset: query.offset, rows: sorted.slice(query.offset, query.offset + query.limit).map(({ ticket }) => rowOf(ticket)) }
  }
}

function matches(ticket: TicketRun, { search, outcome, through }: RunTicketsQuery): boolean {
  if (outcome !== null && ticket.outcome !== outcome) return false
  if (through !== null && !ticket.trace.some((entry) => entry.node === through)) return false
  const wanted = search.trim().toLowerCase()
  return wanted === '' || `${ticket.id}\n${ticket.subject}\n${ticket.why}`.toLowerCase().includes(wanted)
}

function sortKey(ticket: TicketRun, sort: RunTicketsQuery['sort']): number | null {
  if (sort === 'createdAt') return ticket.createdAt
  const end = sort === 'firstResponse' ? ticket.firstResponseAnyAt : ticket.resolvedAt
  return end === null ? null : end - ticket.createdAt
}

function compare(a: number | null, b: number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return descending ? b - a : a - b
}

function rowOf({ conversation: _conversation, tone: _tone, trace: _trace, ...row }: TicketRun): TicketRunRow {
  return row
}
