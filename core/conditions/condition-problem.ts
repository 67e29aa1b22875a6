/** Codes of what can be wrong with a condition. */
export type ConditionProblemCode =
  | 'LUM300' | 'LUM301' | 'LUM302' | 'LUM303' | 'LUM304' | 'LUM305' | 'LUM308' | 'LUM309' | 'LUM310' | 'LUM311'

/** Replaces a part of the condition's text. */
export type ConditionFix = { readonly title: string; readonly start: number; readonly end: number; readonly text: string }

/** One thing that is wrong with a condition; `start` and `end` count characters of its text. */
export type ConditionProblem = {
  readonly code: ConditionProblemCode
  readonly message: string
  readonly hint: string
  readonly start: number
  readonly end: number
  readonly fix?: ConditionFix
}
