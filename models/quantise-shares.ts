/** Rounds probabilities to four decimals so that they still add up to one exactly; the largest takes what rounding leaves. */
export function quantiseShares(shares: readonly number[]): readonly number[] {
  const units = shares.map((share) => Math.round(share * 10_000))
  const left = 10_000 - units.reduce((sum, unit) => sum + unit, 0)
  const largest = units.indexOf(Math.max(...units))
  return units.map((unit, i) => (i === largest ? unit + left : unit) / 10_000)
}
