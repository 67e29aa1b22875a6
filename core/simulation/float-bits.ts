const value = new Float64Array(1)
const words = new Uint32Array(value.buffer)
value[0] = 1
const HIGH = words[1] === 0x3ff00000 ? 1 : 0
const LOW = 1 - HIGH

/** The upper 32 bits of a double, as a signed integer. */
export function highWord(x: number): number {
  value[0] = x
  return (words[HIGH] ?? 0) | 0
}

/** The lower 32 bits of a double, as an unsigned integer. */
export function lowWord(x: number): number {
  value[0] = x
  return (words[LOW] ?? 0)
}

/** The double with the given upper 32 bits and zero below. */
export function fromHighWord(high: number): number {
  words[HIGH] = high
  words[LOW] = 0
  return (value[0] ?? 0)
}
