/** Chance that begins at a seed and gives the same numbers on every machine. */
export type RandomSource = {
  /** A whole number from 0 up to, not including, `bound`. */
  readonly below: (bound: number) => number
  /** True once in `n` times. */
  readonly oneIn: (n: number) => boolean
  /** One of some values. */
  readonly pick: <T>(values: readonly [T, ...T[]] | readonly T[]) => T
}

/** Makes a source of chance from a seed. */
export function randomSource(seed: number): RandomSource {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number): number => (bound <= 1 ? 0 : next() % bound)
  return {
    below,
    oneIn: (n) => below(n) === 0,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('There is nothing to pick from.')
      return value
    },
  }
}
