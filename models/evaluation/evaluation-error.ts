/** What can be wrong with what a user gives to be measured on. */
export type EvaluationErrorCode = 'file.empty' | 'file.json' | 'file.csv' | 'column.missing' | 'value.invalid' | 'label.unknown' | 'document.unknown' | 'rows.tooFew' | 'option.invalid'

/** Where in a file something is wrong; the column is that of a cell (CSV) or of a character (a line that is no JSON), counted from 1. */
export type Place = { readonly file: string; readonly line?: number; readonly column?: number }

/** An error in a user's evaluation file or options: where, what, and what to do about it. */
export class EvaluationError extends Error {
  readonly code: EvaluationErrorCode
  readonly hint: string

  constructor(code: EvaluationErrorCode, place: Place | undefined, message: string, hint: string) {
    const where = place === undefined ? '' : `${[place.file, place.line, place.column].filter((part) => part !== undefined).join(':')}: `
    super(`${where}${message}`)
    this.name = 'EvaluationError'
    this.code = code
    this.hint = hint
  }
}
