import type { DataRow, DataTable } from './data-table.ts'
import { EvaluationError } from './evaluation-error.ts'
import type { Place } from './evaluation-error.ts'

/** Throws where none of the columns is in the table. */
export function needColumn(table: DataTable, names: readonly string[], what: string): string {
  const found = names.find((name) => table.columns.includes(name))
  if (found !== undefined) return found
  const wanted = names.map((name) => `"${name}"`).join(' or ')
  throw new EvaluationError('column.missing', { file: table.file, line: 1 }, `There is no column ${wanted}, which holds ${what}; the columns are ${table.columns.map((name) => `"${name}"`).join(', ')}.`, `Add a column ${wanted}, or rename the one that holds it.`)
}

/** A cell as text; numbers and truth values as they are written, nothing and null as the empty text. */
export function textOf(row: DataRow, column: string): string {
  const value = row.cells.get(column)
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The texts of several columns below each other; a column that is empty, or says what stood before, is left out. */
export function joinedText(row: DataRow, columns: readonly string[]): string {
  const parts: string[] = []
  for (const column of columns) {
    const text = textOf(row, column).trim()
    if (text !== '' && !parts.includes(text)) parts.push(text)
  }
  return parts.join('\n')
}

/** Where a cell stands. */
export function placeOf(table: DataTable, row: DataRow, column: string): Place {
  const at = table.columns.indexOf(column)
  return table.format === 'csv' && at >= 0 ? { file: table.file, line: row.line, column: at + 1 } : { file: table.file, line: row.line }
}

/** A cell that may hold one of a few values; `undefined` where it is empty. */
export function choiceOf(table: DataTable, row: DataRow, column: string, choices: readonly string[]): string | undefined {
  const text = textOf(row, column).trim()
  if (text === '') return undefined
  if (choices.includes(text)) return text
  throw new EvaluationError('label.unknown', placeOf(table, row, column), `"${text}" in the column "${column}" is none of ${choices.join(', ')}.`, `Write one of ${choices.join(', ')}, or leave the cell empty where the row is not to count.`)
}

/** A list of ids in a cell: a JSON list, or text with spaces, semicolons, commas or bars between them. */
export function idsOf(row: DataRow, column: string): readonly string[] {
  const value = row.cells.get(column)
  if (Array.isArray(value)) return value.flatMap((one: unknown) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []))
  const text = textOf(row, column).trim()
  if (text.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text)
      if (Array.isArray(parsed)) return parsed.map(String)
    } catch {
      return text.replace(/[[\]"']/gu, ' ').split(/[\s,;|]+/u).filter((id) => id !== '')
    }
  }
  return text.split(/[\s,;|]+/u).filter((id) => id !== '')
}

/** Only the rows whose columns have the given values; throws where none has, or a column is not there. */
export function rowsWhere(table: DataTable, conditions: readonly { readonly column: string; readonly value: string }[]): DataTable {
  for (const { column } of conditions) needColumn(table, [column], 'what the rows are chosen by')
  const rows = table.rows.filter((row) => conditions.every(({ column, value }) => matches(row, column, value)))
  if (rows.length > 0) return { ...table, rows }
  throw new EvaluationError('rows.tooFew', { file: table.file }, `No row has ${conditions.map(({ column, value }) => `${column} = ${value}`).join(' and ')}.`, 'Look at the values in the file; they are compared letter by letter.')
}

function matches(row: DataRow, column: string, value: string): boolean {
  const own = textOf(row, column)
  // 1 and 1.0 are one number, however a file writes it.
  return own === value || (own !== '' && value !== '' && Number(own) === Number(value))
}
