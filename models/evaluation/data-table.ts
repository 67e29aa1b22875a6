import { CsvReader } from '../../core/tickets/csv-reader.ts'
import type { CsvRecord } from '../../core/tickets/csv-reader.ts'
import { EvaluationError } from './evaluation-error.ts'
import { jsonErrorColumn } from './json-error-column.ts'

/** One row of a file by column name; a CSV cell is text, a JSON value is what it is. */
export type DataRow = { readonly line: number; readonly cells: ReadonlyMap<string, unknown> }

/** A file of rows, with the columns that occur in it. */
export type DataTable = { readonly file: string; readonly format: DataFormat; readonly columns: readonly string[]; readonly rows: readonly DataRow[] }

/** How a file's rows are written. */
export type DataFormat = 'csv' | 'jsonl'

/** The format that a file's name tells; `null` where its text must tell. */
export function dataFormatOf(name: string): DataFormat | null {
  const plain = name.toLowerCase().replace(/\.gz$/u, '')
  if (/\.(?:csv|tsv)$/u.test(plain)) return 'csv'
  return /\.(?:jsonl|ndjson)$/u.test(plain) ? 'jsonl' : null
}

/** Reads a table of CSV or JSON Lines in pieces of any size; throws an EvaluationError that names the line where one is wrong. */
export class DataTableReader {
  readonly #file: string
  #format: DataFormat | null
  readonly #csv = new CsvReader()
  #header: readonly string[] | undefined
  #rest = ''
  #line = 0
  readonly #columns = new Set<string>()
  readonly #rows: DataRow[] = []

  constructor(file: string, format: DataFormat | null = dataFormatOf(file)) {
    this.#file = file
    this.#format = format
  }

  /** Takes the next piece of the file's text. */
  push(piece: string): void {
    this.#format ??= /^[\s\ufeff]*\{/u.test(piece) ? 'jsonl' : 'csv'
    if (this.#format === 'csv') return this.#takeRecords(this.#csv.push(piece))
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#takeLine(line)
  }

  /** The whole table; throws where the file holds no rows. */
  end(): DataTable {
    if (this.#format === 'csv') {
      this.#takeRecords(this.#csv.end())
      if (this.#csv.unclosedQuoteAt !== undefined) {
        throw new EvaluationError('file.csv', { file: this.#file, line: this.#csv.unclosedQuoteAt }, 'A quote opens here and is never closed.', 'Close the quote, or write a quote inside a cell twice.')
      }
    } else if (this.#rest !== '') this.#takeLine(this.#rest)
    if (this.#rows.length === 0) throw new EvaluationError('file.empty', { file: this.#file }, 'The file holds no rows.', 'Give a CSV file with a header and a row for each text, or a JSON object on each line.')
    return { file: this.#file, format: this.#format ?? 'csv', columns: [...this.#columns], rows: this.#rows }
  }

  #takeRecords(records: readonly CsvRecord[]): void {
    for (const { line, cells } of records) {
      if (this.#header === undefined) {
        this.#header = cells.map((cell) => cell.trim())
        for (const name of this.#header) this.#columns.add(name)
        continue
      }
      if (cells.length !== this.#header.length) {
        throw new EvaluationError('file.csv', { file: this.#file, line, column: Math.min(cells.length, this.#header.length) + 1 }, `The row has ${cells.length} cells, the header ${this.#header.length}.`, 'Put cells that hold a delimiter or a line end into quotes.')
      }
      this.#rows.push({ line, cells: new Map(this.#header.map((name, i) => [name, cells[i] ?? ''])) })
    }
  }

  #takeLine(raw: string): void {
    this.#line += 1
    const text = this.#line === 1 ? raw.replace(/^\ufeff/u, '') : raw
    if (text.trim() === '') return
    const value = this.#valueOf(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new EvaluationError('file.json', { file: this.#file, line: this.#line, column: 1 }, 'The line is JSON, but not an object.', 'Write one JSON object on each line, with the columns as its keys.')
    }
    const cells = new Map<string, unknown>(Object.entries(value))
    for (const name of cells.keys()) this.#columns.add(name)
    this.#rows.push({ line: this.#line, cells })
  }

  #valueOf(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      const column = jsonErrorColumn(text.trimEnd())
      throw new EvaluationError('file.json', { file: this.#file, line: this.#line, column }, `The line is not JSON: ${why}.`, 'Write one complete JSON object on each line.')
    }
  }
}
