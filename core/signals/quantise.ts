/** Rounds a score to four decimals, so that results do not depend on thread count, batch or SIMD width. */
export function quantise(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
