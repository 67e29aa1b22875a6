/** Makes a missing case of a union a compile error, and an impossible value at run time a clear one. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
