import type { ConditionType } from './condition-type.ts'
import { spanLiteral, timeLiteral } from './time-literals.ts'
import type { Value } from './value.ts'

/** A value as a condition writes it. */
export function valueText(value: Value, type: ConditionType): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (type.kind === 'timestamp') return timeLiteral(value)
    if (type.kind === 'duration') return spanLiteral(value)
    return type.kind === 'double' && Number.isInteger(value) ? value.toFixed(1) : String(value)
  }
  return Array.isArray(value) && type.kind === 'list' ? `[${value.map((item: Value) => valueText(item, type.items)).join(', ')}]` : JSON.stringify(value)
}
