/** A value that a condition can see; timestamps and durations are milliseconds as numbers, absence is a missing key (there is no null). */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value }

/** Whether a value is a list; `Array.isArray` alone does not tell the compiler so of a read-only one. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value)
}

/** Whether a value is a record. */
export function isRecord(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value)
}
