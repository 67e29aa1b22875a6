/** A value that a condition can see; timestamps and durations are milliseconds as numbers, absence is a missing key (there is no null). */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value }
