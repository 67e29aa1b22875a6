import { checkTerm } from './check-term.ts'
import type { ConditionProblem } from './condition-problem.ts'
import type { ConditionScope } from './condition-scope.ts'
import type { ConditionType } from './condition-type.ts'
import { typeName } from './condition-type.ts'
import type { ConditionRead } from './guarded-reads.ts'
import { guardedReads } from './guarded-reads.ts'
import { parseCondition } from './parse-condition.ts'
import type { Program } from './plan-term.ts'
import { planTerm } from './plan-term.ts'
import type { Term } from './term.ts'
import { pathText } from './term.ts'
import { walkTerm } from './walk-term.ts'

/** A checked condition, ready to run. */
export type Condition = {
  readonly text: string
  readonly type: ConditionType
  /** Dotted paths that it reads or asks for with `has`, each once, in the order of the text. */
  readonly reads: readonly string[]
  /** Every place where it reads a value, with what `has` has shown to be present there. */
  readonly readsAt: readonly ConditionRead[]
  /** Calendars that it asks for opening hours. */
  readonly calendars: readonly string[]
  readonly term: Term
  readonly run: Program
}

/** What compiling gives: a condition, or everything that is wrong with the text. */
export type CompiledCondition =
  | { readonly kind: 'compiled'; readonly condition: Condition }
  | { readonly kind: 'rejected'; readonly problems: readonly ConditionProblem[] }

function pathsOf(term: Term): readonly string[] {
  return [...new Set(walkTerm(term).flatMap((part) => (part.op === 'read' || part.op === 'hasPath' ? [pathText(part.path)] : [])))]
}

/** Reads, checks and plans a condition; with `expected` 'any' it may yield a value of any type. */
export function compileCondition(text: string, scope: ConditionScope, expected: 'bool' | 'any' = 'bool'): CompiledCondition {
  const parsed = parseCondition(text)
  if (parsed.kind === 'rejected') return { kind: 'rejected', problems: [parsed.problem] }
  const { term, problems, calendars } = checkTerm(text, parsed.tree, scope)
  if (term === undefined) return { kind: 'rejected', problems }
  if (expected === 'bool' && term.type.kind !== 'bool') {
    const hint = term.type.kind === 'double' && term.type.score ? `Compare it with something, for example ${text.trim()} >= 0.7.` : 'Compare it with something.'
    return { kind: 'rejected', problems: [{ code: 'LUM303', message: `This is ${typeName(term.type)}; a condition must be true or false.`, hint, start: 0, end: text.length }] }
  }
  return {
    kind: 'compiled',
    condition: { text, type: term.type, reads: pathsOf(term), readsAt: guardedReads(term), calendars, term, run: planTerm(term) },
  }
}
