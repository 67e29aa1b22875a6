/** A place in a text, counted from 1. */
export type TextPosition = { readonly line: number; readonly column: number }

/** From a place up to, not including, another. */
export type TextRange = { readonly start: TextPosition; readonly end: TextPosition }

/** How grave a finding is: an error blocks running and exporting. */
export type Severity = 'error' | 'warning' | 'info'

/** Replaces `length` characters at `offset` of the source text. */
export type TextEdit = { readonly offset: number; readonly length: number; readonly text: string }

/** A repair that can be applied without asking. */
export type Fix = { readonly title: string; readonly edits: readonly TextEdit[] }

/** Keys and list positions that lead to a value of a file. */
export type SpecPath = readonly (string | number)[]

/** One thing that is wrong, or worth knowing, at one place of a file: what, where, why and how to repair it. */
export type Finding = {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly hint: string
  readonly path: SpecPath
  readonly range: TextRange
  /** The file that the range lies in, where it is not the checked one: a library, an environment. */
  readonly file?: string
  readonly fix?: Fix
}
