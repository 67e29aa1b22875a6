import type { Value } from '../conditions/value.ts'
import { durationMs } from '../spec/duration.ts'
import type { JsonValue } from '../spec/json-value.ts'
import type { TypeExpr } from '../spec/workflow.ts'
import { parseTime } from '../tickets/parse-time.ts'

/** The milliseconds of a point or span of time as a script writes it. */
export function scriptMs(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? parseTime(text)?.at : durationMs(text)
}

function fieldsOf(type: TypeExpr | undefined): Readonly<Record<string, TypeExpr>> {
  return typeof type === 'object' && type.type === 'object' ? type.fields : {}
}

/** A value of a script as the engine has it: points and spans of time are milliseconds; nothing where the script says null, for there is no null. */
export function scriptValue(value: JsonValue, type?: TypeExpr): Value | undefined {
  if (value === null) return undefined
  if (typeof value === 'string') {
    const name = typeof type === 'object' ? type.type : type
    return name === 'timestamp' || name === 'duration' ? (scriptMs(value) ?? value) : value
  }
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = typeof type === 'object' && type.type === 'list' ? type.items : undefined
    return value.flatMap((item: JsonValue) => scriptValue(item, items) ?? [])
  }
  return scriptValues(Object.fromEntries(Object.entries(value)), fieldsOf(type))
}

/** The values of a script by name, as the engine has them. */
export function scriptValues(values: Readonly<Record<string, JsonValue>>, types: Readonly<Record<string, TypeExpr>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]): (readonly [string, Value])[] => {
    const read = scriptValue(value, types[name])
    return read === undefined ? [] : [[name, read]]
  }))
}
