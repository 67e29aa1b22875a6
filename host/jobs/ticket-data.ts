import { basename } from 'node:path'
import type { ImportItem, Page, RedactionSummary, TicketRow, TicketsSummary } from '../../api/model.ts'
import { AppError, cancelledError } from '../../api/app-error.ts'
import { guessLanguage } from '../../core/signals/guess-language.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import { ticketsDigest } from '../../core/tickets/tickets-digest.ts'
import { loadTickets, type LoadedTickets } from '../tickets/load-tickets.ts'
import { observedKpis } from '../../core/simulation/observed-kpis.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'
import { redactLoadedTickets } from '../redaction/redact-loaded.ts'
import { KeptData } from './kept-data.ts'

const excerptLength = 240
const lettersForLanguage = 240
const ticketsPerBreath = 5_000

/** The imported ticket files of a session. */
export class TicketData {
  readonly #kept = new KeptData<readonly Ticket[]>(
    3,
    () => new AppError({ code: 'tickets.unknown', kind: 'user', message: 'These tickets are no longer in memory.', hint: 'Import the ticket file again.' }),
  )

  /** Reads a ticket file and keeps it under the digest of its tickets. */
  async *import(path: string, redact: readonly RedactionKind[] | null, abort: AbortLike): AsyncGenerator<ImportItem<TicketsSummary>> {
    const name = basename(path)
    for await (const item of loadTickets(path, abort)) {
      if (item.kind === 'progress') yield { ...item, what: `Reading ${name}` }
      else {
        let { loaded } = item
        let redaction: RedactionSummary | null = null
        if (redact !== null) {
          // Before anything is counted, kept or answered: no one else ever sees the tickets of the file.
          for await (const step of redactLoadedTickets(loaded, redact, abort)) {
            if (step.kind === 'progress') yield { ...step, what: `Taking personal data out of ${name}` }
            else [loaded, redaction] = [step.loaded, step.summary]
          }
        }
        const { tickets } = loaded
        const counts = new TicketCounts()
        for (let start = 0; start < tickets.length; start += ticketsPerBreath) {
          yield { kind: 'progress', done: start, total: tickets.length, what: `Looking at ${name}` }
          await new Promise((resolve) => setImmediate(resolve))
          if (abort.aborted) throw cancelledError()
          counts.add(tickets.slice(start, start + ticketsPerBreath))
        }
        const datasetId = ticketsDigest(tickets)
        this.#kept.put(datasetId, tickets)
        yield { kind: 'summary', summary: { datasetId, path, name, ...summarise(loaded), ...counts.summary(), redaction } }
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
  return ticket.language ?? guessLanguage(`${ticket.subject}\n${ticket.description}`.slice(0, lettersForLanguage))
}

function summarise({ tickets, skipped, problems }: LoadedTickets): Pick<TicketsSummary, 'tickets' | 'skipped' | 'observed' | 'problems'> {
  return { tickets: tickets.length, skipped, observed: observedKpis(tickets), problems }
}

/** What tickets have in common, counted batch by batch. */
class TicketCounts {
  readonly #channels = new Map<string, number>()
  readonly #languages = new Map<string, number>()
  #from: number | null = null
  #to: number | null = null
  #withConversation = 0

  add(tickets: readonly Ticket[]): void {
    for (const ticket of tickets) {
      count(this.#channels, ticket.channel)
      count(this.#languages, languageOf(ticket))
      this.#from = Math.min(this.#from ?? ticket.createdAt, ticket.createdAt)
      this.#to = Math.max(this.#to ?? ticket.createdAt, ticket.createdAt)
      if (ticket.messages.length > 0) this.#withConversation += 1
    }
  }

  summary(): Pick<TicketsSummary, 'from' | 'to' | 'channels' | 'languages' | 'withConversation'> {
    return { from: this.#from, to: this.#to, channels: largestFirst(this.#channels), languages: largestFirst(this.#languages), withConversation: this.#withConversation }
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function largestFirst(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}
