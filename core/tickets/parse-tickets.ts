import type { CsvRecord } from './csv-reader.ts'
import { CsvReader } from './csv-reader.ts'
import type { RawTicket, ReadTicketOptions } from './read-ticket.ts'
import { rawFromObject, readTicket } from './read-ticket.ts'
import type { Ticket } from './ticket.ts'
import type { ColumnRole, TicketColumn } from './ticket-columns.ts'
import { columnsOf } from './ticket-columns.ts'
import type { TicketProblem } from './ticket-problem.ts'
import { TicketProblems } from './ticket-problem.ts'
import { TimeNotes } from './time-notes.ts'

/** The formats of ticket files. */
export type TicketFormat = 'csv' | 'jsonl'

/** What a file held besides its tickets. */
export type TicketFileSummary = {
  readonly problems: readonly TicketProblem[]
  /** How often each problem code came up, also where the list above stops. */
  readonly problemCounts: Readonly<Record<string, number>>
  readonly columns: readonly TicketColumn[]
  readonly rows: number
  readonly accepted: number
  /** Rows that are not among the tickets; each has an error in `problemCounts`. */
  readonly leftOut: number
}

/** Reads a ticket file piece by piece: each call gives the tickets that are complete, memory stays bounded. */
export type TicketParser = {
  push(piece: string): readonly Ticket[]
  end(): TicketFileSummary & { readonly tickets: readonly Ticket[] }
}

const WITH_TEXT: ReadTicketOptions = { needsText: true }

/** A parser for one file; by default each ticket needs a text. */
export function createTicketParser(format: TicketFormat, fileName: string, options: ReadTicketOptions = WITH_TEXT): TicketParser {
  return new TicketFileParser(format, fileName, options)
}

/** Reads a whole ticket file. */
export function parseTickets(text: string, format: TicketFormat, fileName: string, options: ReadTicketOptions = WITH_TEXT): TicketFileSummary & { readonly tickets: readonly Ticket[] } {
  const parser = createTicketParser(format, fileName, options)
  const tickets = [...parser.push(text)]
  const last = parser.end()
  return { ...last, tickets: [...tickets, ...last.tickets] }
}

class TicketFileParser implements TicketParser {
  readonly #format: TicketFormat
  readonly #problems: TicketProblems
  readonly #options: ReadTicketOptions
  readonly #notes = new TimeNotes()
  readonly #csv = new CsvReader()
  readonly #lineOfId = new Map<string, number>()
  #columns: readonly TicketColumn[] | null = null
  /** JSON objects may differ in their members: every name that came up, with its role. */
  readonly #members = new Map<string, TicketColumn>()
  #unusable = false
  #rest = ''
  #line = 0
  #rows = 0
  #accepted = 0

  constructor(format: TicketFormat, fileName: string, options: ReadTicketOptions) {
    this.#format = format
    this.#options = options
    this.#problems = new TicketProblems(fileName)
  }

  push(piece: string): readonly Ticket[] {
    this.#checkText(piece)
    return this.#format === 'csv' ? this.#records(this.#csv.push(piece)) : this.#lines(piece, false)
  }

  end(): TicketFileSummary & { readonly tickets: readonly Ticket[] } {
    const tickets = this.#format === 'csv' ? this.#records(this.#csv.end()) : this.#lines('', true)
    if (this.#csv.unclosedQuoteAt !== undefined) {
      this.#rows += 1
      this.#problems.add({ line: this.#csv.unclosedQuoteAt, severity: 'error', code: 'TICKET.UnclosedQuote', message: 'A quote that opens here is never closed; what follows cannot be read.', hint: 'Close the quote, and double quotes inside a text ("").' })
    }
    if (this.#rows === 0 && !this.#unusable) {
      this.#problems.add({ line: 1, severity: 'error', code: 'TICKET.NoRows', message: 'The file has no tickets.', hint: this.#format === 'csv' ? 'The first line names the columns, each further line is a ticket.' : 'Each line is one ticket as a JSON object.' })
    }
    this.#notes.remarks(this.#problems)
    return {
      tickets,
      problems: this.#problems.list(),
      problemCounts: this.#problems.counts(),
      columns: this.#columns ?? [...this.#members.values()],
      rows: this.#rows,
      accepted: this.#accepted,
      leftOut: this.#rows - this.#accepted,
    }
  }

  #records(records: readonly CsvRecord[]): readonly Ticket[] {
    const tickets: Ticket[] = []
    for (const { line, cells } of records) {
      if (this.#columns === null) {
        this.#columns = columnsOf(cells.map((cell) => cell.trim()), false)
        this.#unusable = !this.#hasNeeded(this.#columns, line)
        continue
      }
      this.#rows += 1
      if (this.#unusable) continue
      if (cells.length !== this.#columns.length) {
        const few = cells.length < this.#columns.length
        this.#problems.add({ line, severity: few ? 'error' : 'warning', code: 'TICKET.CellCount', message: `This row has ${cells.length} cells, the header names ${this.#columns.length}.`, hint: few ? 'A text with line ends or separators must stand in quotes.' : 'The cells beyond the header are not used; put texts with separators in quotes.' })
        if (few) continue
      }
      this.#accept({ line, columns: this.#columns, values: cells }, tickets)
    }
    return tickets
  }

  #hasNeeded(columns: readonly TicketColumn[], line: number): boolean {
    const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role)
    const found = columns.map((column) => column.name).join(', ')
    const missing = has('createdAt') ? (!this.#options.needsText || has('subject') || has('description') ? null : 'subject or description') : 'created_at'
    if (missing === null) return true
    this.#problems.add({ line, severity: 'error', code: 'TICKET.ColumnMissing', message: `Column ${missing} is missing: found ${found.slice(0, 300)}.`, hint: `Rename one of them to ${missing}, or map it.` })
    return false
  }

  #lines(piece: string, last: boolean): readonly Ticket[] {
    const tickets: Ticket[] = []
    const lines = (this.#rest + piece).split('\n')
    this.#rest = last ? '' : lines.pop() ?? ''
    for (const text of lines) {
      this.#line += 1
      const trimmed = (this.#line === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).trim()
      if (trimmed === '' || this.#unusable) continue
      this.#object(trimmed, tickets)
    }
    return tickets
  }

  #object(text: string, tickets: Ticket[]): void {
    if (this.#rows === 0 && text.startsWith('[')) {
      this.#unusable = true
      this.#problems.add({ line: this.#line, severity: 'error', code: 'TICKET.JsonArray', message: 'The file is one JSON array, not one object a line.', hint: 'Save it as JSON Lines, for example with: jq -c ".[]" tickets.json > tickets.jsonl' })
      return
    }
    this.#rows += 1
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      this.#problems.add({ line: this.#line, severity: 'error', code: 'TICKET.BadJson', message: `This line is not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}).`, hint: 'Each line must be one complete JSON object.' })
      return
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#problems.add({ line: this.#line, severity: 'error', code: 'TICKET.NotAnObject', message: 'This line is JSON, but not an object.', hint: 'Each line must be one ticket, such as {"id": "1", "created_at": "…", "subject": "…"}.' })
      return
    }
    const raw = rawFromObject(this.#line, Object.entries(value))
    for (const column of raw.columns) if (!this.#members.has(column.name)) this.#members.set(column.name, column)
    if (!raw.columns.some((column) => column.role === 'createdAt')) {
      this.#hasNeeded(raw.columns, this.#line)
      return
    }
    this.#accept(raw, tickets)
  }

  #accept(raw: RawTicket, tickets: Ticket[]): void {
    const ticket = readTicket(raw, this.#problems, this.#options, this.#notes)
    if (ticket === null) return
    const earlier = this.#lineOfId.get(ticket.id)
    if (earlier !== undefined) {
      this.#problems.add({ line: raw.line, column: 'id', severity: 'error', code: 'TICKET.DuplicateId', message: `Ticket ${ticket.id} was already on line ${earlier}; this row is left out.`, hint: 'Export each ticket once (messages belong into the conversation of one row).' })
      return
    }
    this.#lineOfId.set(ticket.id, raw.line)
    this.#accepted += 1
    tickets.push(ticket)
  }

  #checkText(piece: string): void {
    if (piece.includes('\u0000')) this.#problems.add({ line: this.#line + 1, severity: 'warning', code: 'TICKET.NulText', message: 'The file holds NUL characters, as files in UTF-16 do when read as UTF-8.', hint: 'Save the file as UTF-8.' })
    const damaged = piece.split('\ufffd').length - 1
    if (damaged > 0 && damaged * 1000 >= piece.length) {
      this.#problems.add({ line: this.#line + 1, severity: 'warning', code: 'TICKET.InvalidText', message: `${damaged} characters could not be read as UTF-8 and show as "\ufffd".`, hint: 'Export the file as UTF-8; texts in another encoding lose their letters.' })
    }
  }
}
