import type { Value } from '../core/conditions/value.ts'
import { isList } from '../core/conditions/value.ts'

/** A record of values. */
export type ValueRecord = { readonly [key: string]: Value }

/** The value as a record, or nothing. */
export function asRecord(value: Value | undefined): ValueRecord | undefined {
  return typeof value === 'object' && !isList(value) ? value : undefined
}

/** The value as a list; empty where it is none. */
export function asList(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : []
}

/** The value as text, or nothing. */
export function asText(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The value as a number, or nothing. */
export function asNumber(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The value at a dotted path, or nothing. */
export function atPath(root: Readonly<Record<string, Value>>, path: string): Value | undefined {
  let value: Value | undefined = root
  for (const step of path.split('.')) {
    const record: ValueRecord | undefined = asRecord(value)
    value = record !== undefined && Object.hasOwn(record, step) ? record[step] : undefined
  }
  return value
}
