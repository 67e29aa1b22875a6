import type { ConditionType } from './condition-type.ts'
import type { ProfileFunction } from './profile-functions.ts'
import type { Value } from './value.ts'

type Placed = { readonly type: ConditionType; readonly start: number; readonly end: number }

/** Operators that order two values. */
export type OrderSign = '<' | '<=' | '>' | '>='
/** Operators that compute a number, a span or a point in time. */
export type ArithmeticSign = '+' | '-' | '*' | '/' | '%'
/** The macros of the profile that walk a list. */
export type FoldName = 'exists' | 'all' | 'exists_one' | 'filter' | 'map'

/** A step from a record to one of its fields; `fallback` stands in where the field is missing. */
export type PathStep = { readonly name: string; readonly type: ConditionType; readonly optional: boolean; readonly fallback?: Value }

/** A checked condition: every node knows its type and its place in the text. */
export type Term =
  | (Placed & { readonly op: 'literal'; readonly value: Value })
  | (Placed & { readonly op: 'read'; readonly path: readonly PathStep[] })
  | (Placed & { readonly op: 'local'; readonly name: string; readonly slot: number })
  | (Placed & { readonly op: 'field'; readonly of: Term; readonly step: PathStep })
  | (Placed & { readonly op: 'hasPath'; readonly path: readonly PathStep[] })
  | (Placed & { readonly op: 'hasField'; readonly of: Term; readonly step: PathStep })
  | (Placed & { readonly op: 'not' | 'negate'; readonly of: Term })
  | (Placed & { readonly op: 'and' | 'or'; readonly left: Term; readonly right: Term })
  | (Placed & { readonly op: 'conditional'; readonly test: Term; readonly then: Term; readonly otherwise: Term })
  | (Placed & { readonly op: 'equal'; readonly negated: boolean; readonly left: Term; readonly right: Term })
  | (Placed & { readonly op: 'order'; readonly sign: OrderSign; readonly left: Term; readonly right: Term })
  | (Placed & { readonly op: 'arithmetic'; readonly sign: ArithmeticSign; readonly left: Term; readonly right: Term })
  | (Placed & { readonly op: 'concat'; readonly left: Term; readonly right: Term })
  | (Placed & { readonly op: 'in'; readonly item: Term; readonly list: Term })
  | (Placed & { readonly op: 'index'; readonly list: Term; readonly at: Term })
  | (Placed & { readonly op: 'list'; readonly items: readonly Term[] })
  | (Placed & { readonly op: 'call'; readonly name: string; readonly run: ProfileFunction; readonly args: readonly Term[] })
  | (Placed & { readonly op: 'fold'; readonly name: FoldName; readonly list: Term; readonly slot: number; readonly local: string; readonly body: Term })

/** The dotted form of a path. */
export function pathText(path: readonly PathStep[]): string {
  return path.map((step) => step.name).join('.')
}
