import type { Value } from './value.ts'

/** The type of a value that a condition can see. */
export type ConditionType =
  | { readonly kind: 'string' | 'bool' | 'timestamp' | 'duration' }
  | { readonly kind: 'int'; readonly min?: number; readonly max?: number }
  /** `score` marks a number from 0 to 1. */
  | { readonly kind: 'double'; readonly score: boolean }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** The id of a team; `values` lists the teams that exist. */
  | { readonly kind: 'teamRef'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly items: ConditionType }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, ConditionField>> }

/** One field of a record; a field with a `default` is never absent. */
export type ConditionField = {
  readonly type: ConditionType
  readonly optional: boolean
  readonly default?: Value
}

/** The name of a type as people read it. */
export function typeName(type: ConditionType): string {
  switch (type.kind) {
    case 'string':
      return 'text'
    case 'bool':
      return 'true/false'
    case 'int':
      return 'a whole number'
    case 'double':
      return type.score ? 'a score from 0 to 1' : 'a number'
    case 'timestamp':
      return 'a point in time'
    case 'duration':
      return 'a span of time'
    case 'enum':
      return `one of ${type.values.join(', ')}`
    case 'teamRef':
      return 'a team'
    case 'list':
      return `a list (of ${typeName(type.items)})`
    case 'record':
      return 'a record'
  }
}

/** Whether the type is text to the language: plain text, an enum or a team. */
export function isTextual(type: ConditionType): boolean {
  return type.kind === 'string' || type.kind === 'enum' || type.kind === 'teamRef'
}

/** Whether the type is a number to the language. */
export function isNumeric(type: ConditionType): boolean {
  return type.kind === 'int' || type.kind === 'double'
}

/** Whether values of both types can be compared by `==` and held in one list. */
export function isComparable(left: ConditionType, right: ConditionType): boolean {
  if (isTextual(left) && isTextual(right)) return true
  if (left.kind === 'list' && right.kind === 'list') return isComparable(left.items, right.items)
  if (left.kind === 'record' || right.kind === 'record') return false
  return left.kind === right.kind
}

/** Whether every value of one type is a value of the other; what text may hold is not looked at where it is open. */
export function isAssignable(from: ConditionType, to: ConditionType): boolean {
  if (to.kind === 'string') return isTextual(from)
  if (to.kind === 'enum' || to.kind === 'teamRef') {
    return (from.kind === 'enum' || from.kind === 'teamRef') && from.values.every((value) => to.values.includes(value))
  }
  if (from.kind === 'list' && to.kind === 'list') return isAssignable(from.items, to.items)
  if (from.kind === 'record' && to.kind === 'record') {
    const fields = from.fields
    return Object.entries(to.fields).every(([name, field]) => {
      const given = fields[name]
      return given === undefined ? field.optional : isAssignable(given.type, field.type)
    })
  }
  return from.kind === to.kind
}
