import type { DataTable } from './data-table.ts'
import { EvaluationError } from './evaluation-error.ts'
import type { LabelledText } from './lexical-classifier.ts'
import { choiceOf, joinedText, needColumn, placeOf, textOf } from './row-cells.ts'

/** The tones, in the order in which they are reported. */
export const TONES = ['frustrated', 'confused', 'neutral', 'satisfied'] as const

/** The polarities: negative, neither, positive. */
export const POLARITIES = ['-1', '0', '1'] as const

/** The urgencies, least first. */
export const URGENCIES = ['low', 'normal', 'high'] as const

/** What an inbound item is: a genuine request, spam, or an automatic message. */
export const INBOUND = ['ham', 'spam', 'auto'] as const

/** The columns of a request, in the order in which they are read. */
export const REQUEST_COLUMNS = ['title', 'subject', 'text', 'description'] as const

/** A labelled text as read, with its line. */
export type LabelledRow = LabelledText & { readonly line: number; readonly subject: string; readonly body: string }

/** The rows that carry a value in one of a table's closed columns (tone, polarity, urgency); the text is that of the given columns. */
export function choiceRows(table: DataTable, column: string, choices: readonly string[], textColumns: readonly string[]): readonly LabelledRow[] {
  const columns = presentColumns(table, textColumns)
  return table.rows.flatMap((row) => {
    const label = choiceOf(table, row, column, choices)
    if (label === undefined) return []
    const text = joinedText(row, columns)
    return [{ line: row.line, text, subject: '', body: text, label, ...weightOf(table, row.line, textOf(row, 'weight')) }]
  })
}

/** The rows with a label of the user's own. */
export function labelRows(table: DataTable, labelColumn: string | undefined, textColumns: readonly string[]): readonly LabelledRow[] {
  const columns = presentColumns(table, textColumns)
  const column = needColumn(table, labelColumn === undefined ? ['label', 'intent', 'category'] : [labelColumn], 'the label')
  return table.rows.map((row) => {
    const label = textOf(row, column).trim()
    if (label === '') throw new EvaluationError('value.invalid', placeOf(table, row, column), `The column "${column}" is empty.`, 'Give every row a label, or remove the rows without one.')
    const text = joinedText(row, columns)
    return { line: row.line, text, subject: '', body: text, label }
  })
}

/** Inbound items with what they are; a column "auto" that says true makes an item an automatic one. */
export function inboundRows(table: DataTable): readonly LabelledRow[] {
  needColumn(table, ['label'], 'ham, spam or auto')
  needColumn(table, ['text', 'subject'], 'what was written')
  return table.rows.map((row) => {
    const label = choiceOf(table, row, 'label', INBOUND)
    if (label === undefined) throw new EvaluationError('value.invalid', placeOf(table, row, 'label'), 'The column "label" is empty.', 'Write ham, spam or auto.')
    const subject = textOf(row, 'subject')
    const body = textOf(row, 'text')
    return { line: row.line, subject, body, text: `${subject}\n${body}`, label: textOf(row, 'auto') === 'true' ? 'auto' : label }
  })
}

function presentColumns(table: DataTable, wanted: readonly string[]): readonly string[] {
  needColumn(table, wanted, 'the text')
  return wanted.filter((name) => table.columns.includes(name))
}

function weightOf(table: DataTable, line: number, text: string): { readonly weight?: number } {
  if (text === '') return {}
  const weight = Number(text)
  if (Number.isFinite(weight) && weight > 0) return { weight }
  throw new EvaluationError('value.invalid', { file: table.file, line }, `"${text}" in the column "weight" is no number above 0.`, 'Write what the row counts for in training, 1 for a whole one.')
}
