import type { ASTNode } from '@marcbachmann/cel-js'
import type { ConditionProblem, ConditionProblemCode, ConditionFix } from './condition-problem.ts'
import type { ConditionScope } from './condition-scope.ts'
import type { ConditionType } from './condition-type.ts'
import type { Term } from './term.ts'

/** A variable that a macro binds, with its place among the variables of one evaluation. */
export type Local = { readonly name: string; readonly type: ConditionType; readonly slot: number }

/** What checking one condition shares between its parts. */
export type CheckContext = {
  readonly text: string
  readonly scope: ConditionScope
  readonly locals: readonly Local[]
  readonly calendars: Set<string>
  readonly report: (code: ConditionProblemCode, at: Place, message: string, hint: string, fix?: ConditionFix) => undefined
  readonly check: (node: ASTNode, context: CheckContext) => Term | undefined
}

/** Where something stands in the text. */
export type Place = { readonly start: number; readonly end: number }

/** The context and its list of problems for one text. */
export function newCheckContext(text: string, scope: ConditionScope, check: CheckContext['check']): { readonly context: CheckContext; readonly problems: readonly ConditionProblem[] } {
  const problems: ConditionProblem[] = []
  const context: CheckContext = {
    text,
    scope,
    locals: [],
    calendars: new Set(),
    check,
    report: (code, at, message, hint, fix) => {
      problems.push({ code, message, hint, start: at.start, end: at.end, ...(fix === undefined ? {} : { fix }) })
      return undefined
    },
  }
  return { context, problems }
}

/** The text of a part as the author wrote it. */
export function sourceOf(context: CheckContext, place: Place): string {
  return context.text.slice(place.start, place.end)
}

/** The places of arguments and type of a term. */
export function placed(node: Place, type: ConditionType): { readonly type: ConditionType; readonly start: number; readonly end: number } {
  return { type, start: node.start, end: node.end }
}
