import type { Value } from '../core/conditions/value.ts'
import { isList } from '../core/conditions/value.ts'
import type { TypeExpr } from '../core/spec/workflow.ts'

/** What an agent found, absent values included as `undefined`. */
export type Found = Readonly<Record<string, Value | undefined>>

/** The outputs that a spec declares, each in its declared form; what is absent or undeclared is left out. */
export function keepDeclared(found: Found, declared: Readonly<Record<string, TypeExpr>>): Readonly<Record<string, Value>> {
  const kept: Record<string, Value> = {}
  for (const [name, type] of Object.entries(declared)) {
    const value = found[name]
    const fitting = value === undefined ? undefined : fit(value, type)
    if (fitting !== undefined) kept[name] = fitting
  }
  return kept
}

function fit(value: Value, type: TypeExpr): Value | undefined {
  const kind = typeof type === 'string' ? type : type.type
  if (typeof type !== 'string' && type.type === 'list') {
    // One value is declared where several were found more often than the other way round; both directions keep what is known.
    const items = isList(value) ? value : [value]
    return items.flatMap((item) => fit(item, type.items) ?? [])
  }
  if (isList(value)) return value[0] === undefined ? undefined : fit(value[0], type)
  if (typeof type !== 'string' && type.type === 'object') return typeof value === 'object' ? keepDeclared(value, type.fields) : undefined
  if (kind === 'score') return typeof value === 'number' ? Math.min(1, Math.max(0, value)) : undefined
  if (kind === 'integer') return typeof value === 'number' ? Math.round(value) : undefined
  return value
}
