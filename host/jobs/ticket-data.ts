import { basename } from 'node:path'
import type { ImportItem, Page, TicketRow, TicketsSummary } from '../../api/model.ts'
import { AppError } from '../../api/app-error.ts'
import { guessLanguage } from '../../core/signals/guess-language.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { ticketsDigest } from '../../core/tickets/tickets-digest.ts'
import { loadTickets, type LoadedTickets } from '../tickets/load-tickets.ts'
import { observedKpis } from '../../core/simulation/observed-kpis.ts'
import { KeptData } from './kept-data.ts'

const excerptLength = 240

/** The imported ticket files of a session. */
export class TicketData {
  readonly #kept = new KeptData<readonly Ticket[]>(
    3,
    () => new AppError({ code: 'tickets.unknown', kind: 'user', message: 'These tickets are no longer in memory.', hint: 'Import the ticket file again.' }),
  )

  /** Reads a ticket file and keeps it under the digest of its tickets. */
  async *import(path: string, abort: AbortLike): AsyncGenerator<ImportItem<TicketsSummary>> {
    const name = basename(path)
    for await (const item of loadTickets(path, abort)) {
      if (item.kind === 'progress') yield { ...item, what: `Reading ${name}` }
      else {
        const datasetId = ticketsDigest(item.loaded.tickets)
        this.#kept.put(datasetId, item.loaded.tickets)
        yield { kind: 'summary', summary: summarise(datasetId, path, item.loaded) }
      }
    }
  }

  /** The tickets of an imported file. */
  tickets(datasetId: string): readonly Ticket[] {
    return this.#kept.get(datasetId)
  }

  /** One page of an imported file's tickets, in the file's order. */
  page(datasetId: string, search: string, offset: number, limit: number): Page<TicketRow> {
    const wanted = search.trim().toLowerCase()
    const all = this.#kept.get(datasetId)
    const found = wanted === '' ? all : all.filter((ticket) => `${ticket.id}\n${ticket.subject}\n${ticket.description}`.toLowerCase().includes(wanted))
    return { total: found.length, offset, rows: found.slice(offset, offset + limit).map(rowOf) }
  }
}

function rowOf(ticket: Ticket): TicketRow {
  return {
    id: ticket.id,
    subject: ticket.subject,
    channel: ticket.channel,
    createdAt: ticket.createdAt,
    language: languageOf(ticket),
    excerpt: ticket.description.slice(0, excerptLength),
  }
}

function languageOf(ticket: Ticket): string {
  return ticket.language ?? guessLanguage(`${ticket.subject}\n${ticket.description}`.slice(0, 600))
}

function summarise(datasetId: string, path: string, { tickets, skipped, problems }: LoadedTickets): TicketsSummary {
  const channels = new Map<string, number>()
  const languages = new Map<string, number>()
  let from: number | null = null
  let to: number | null = null
  let withConversation = 0
  for (const ticket of tickets) {
    count(channels, ticket.channel)
    count(languages, languageOf(ticket))
    from = from === null ? ticket.createdAt : Math.min(from, ticket.createdAt)
    to = to === null ? ticket.createdAt : Math.max(to, ticket.createdAt)
    if (ticket.messages.length > 0) withConversation += 1
  }
  return {
    datasetId,
    path,
    name: basename(path),
    tickets: tickets.length,
    skipped,
    from,
    to,
    channels: largestFirst(channels),
    languages: largestFirst(languages),
    withConversation,
    observed: observedKpis(tickets),
    problems,
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function largestFirst(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}
