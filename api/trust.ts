/** Believes that a value is what the contract says: inputs are parsed, answers come from our own other side of the same build. */
export function trust<T>(value: unknown): T
export function trust(value: unknown): unknown {
  return value
}
