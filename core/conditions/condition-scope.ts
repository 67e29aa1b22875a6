import type { ConditionType } from './condition-type.ts'
import type { Value } from './value.ts'

/** One root of the context: its type, whether it may be absent, and when. */
export type ScopeEntry = {
  readonly type: ConditionType
  readonly optional: boolean
  /** Completes "may be absent ...", for example "until node triage has run". */
  readonly absentReason?: string
  /** Stands in where the context lacks the root, so that it is never absent. */
  readonly default?: Value
}

/** What a condition can see, by root name. */
export type ConditionScope = Readonly<Record<string, ScopeEntry>>
