import { basename } from 'node:path'
import { AppError } from '../../api/app-error.ts'
import type { ImportProblem } from '../../api/model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { createTicketParser, type TicketFormat } from '../../core/tickets/parse-tickets.ts'
import type { ReadTicketOptions } from '../../core/tickets/read-ticket.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'
import type { TextEncoding } from '../files/decode-text.ts'
import { readTextStream } from '../files/read-text-stream.ts'

const progressEveryMs = 100

/** A ticket file as read. */
export type LoadedTickets = { readonly tickets: readonly Ticket[]; readonly skipped: number; readonly problems: readonly ImportProblem[] }

/** How far the reading is, in bytes, or what was read. */
export type LoadTicketsItem = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'loaded'; readonly loaded: LoadedTickets }

/** Reads a ticket file of any size, CSV or JSON Lines, gzipped or not, in the encodings that spreadsheets and help desks write; no further than a piece beyond the most that are wanted. */
export async function* loadTickets(path: string, abort: AbortLike, most = Number.POSITIVE_INFINITY, options?: ReadTicketOptions): AsyncGenerator<LoadTicketsItem> {
  const name = basename(path)
  let format: TicketFormat | null = formatOf(name)
  let parser = format === null ? null : createTicketParser(format, name, options)
  let tickets: Ticket[] = []
  let encoding: TextEncoding = 'utf-8'
  let toldAt = 0
  const restart = (): void => {
    parser = null
    tickets = []
  }
  for await (const piece of readTextStream(path, abort, restart)) {
    encoding = piece.encoding
    format ??= sniffFormat(piece.text)
    parser ??= createTicketParser(format, name, options)
    for (const ticket of parser.push(piece.text)) tickets.push(ticket)
    if (tickets.length >= most) break
    const now = performance.now()
    if (now - toldAt > progressEveryMs) {
      toldAt = now
      yield { kind: 'progress', done: piece.bytesRead, total: piece.totalBytes }
    }
  }
  if (abort.aborted) throw new AppError({ code: 'cancelled', kind: 'user', message: `Reading "${name}" was stopped.`, hint: 'Import it again when you are ready.' })
  const last = (parser ?? createTicketParser(format ?? 'csv', name, options)).end()
  for (const ticket of last.tickets) tickets.push(ticket)
  const problems = last.problems.map((problem): ImportProblem => ({ ...problem, column: problem.column ?? null }))
  yield { kind: 'loaded', loaded: { tickets, skipped: last.leftOut, problems: [...encodingRemark(encoding, name), ...problems] } }
}

function formatOf(name: string): TicketFormat | null {
  const plain = name.toLowerCase().replace(/\.gz$/u, '')
  if (/\.(?:csv|tsv|txt)$/u.test(plain)) return 'csv'
  if (/\.(?:jsonl|ndjson|json)$/u.test(plain)) return 'jsonl'
  return null
}

function sniffFormat(text: string): TicketFormat {
  return /^[\s\ufeff]*[[{]/u.test(text) ? 'jsonl' : 'csv'
}

function encodingRemark(encoding: TextEncoding, file: string): readonly ImportProblem[] {
  if (encoding === 'utf-8') return []
  const isGuess = encoding === 'windows-1252'
  return [
    {
      file,
      line: null,
      column: null,
      severity: isGuess ? 'warning' : 'info',
      code: 'TICKET.Encoding',
      message: isGuess ? 'The file is not UTF-8; it was read as Windows-1252.' : `The file was read as ${encoding.toUpperCase()}.`,
      hint: isGuess ? 'Look at a ticket with accents or a currency sign; if they are wrong, export the file as UTF-8.' : 'Nothing to do.',
    },
  ]
}
