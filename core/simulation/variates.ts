import { assertNever } from '../assert-never.ts'
import { exp } from './math-exp.ts'
import { ln } from './math-ln.ts'
import { normalQuantile } from './normal-quantile.ts'

/** A distribution of durations (or any positive number), in the unit of its parameters. */
export type Distribution =
  | { readonly kind: 'deterministic'; readonly value: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `mu` and `sigma` of the logarithm. */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  /** Sorted values; a quantile is interpolated between neighbours. */
  | { readonly kind: 'empirical'; readonly sorted: readonly number[] }

/** A lognormal distribution with the given mean and coefficient of variation. */
export function lognormalFromMean(mean: number, cv: number): Distribution {
  if (!(mean > 0)) return { kind: 'deterministic', value: 0 }
  if (!(cv > 0)) return { kind: 'deterministic', value: mean }
  const variance = ln(1 + cv * cv)
  return { kind: 'lognormal', mu: ln(mean) - variance / 2, sigma: Math.sqrt(variance) }
}

const Z95 = 1.6448536269514722

/** A lognormal distribution with the given median and 95th percentile. */
export function lognormalFromQuantiles(median: number, p95: number): Distribution {
  if (!(median > 0)) return { kind: 'deterministic', value: 0 }
  if (!(p95 > median)) return { kind: 'deterministic', value: median }
  return { kind: 'lognormal', mu: ln(median), sigma: (ln(p95) - ln(median)) / Z95 }
}

/** The value at probability `u`: monotone in `u`, one uniform a value, so that common random numbers stay common. */
export function quantileOf(distribution: Distribution, u: number): number {
  switch (distribution.kind) {
    case 'deterministic':
      return distribution.value
    case 'uniform':
      return distribution.from + (distribution.to - distribution.from) * u
    case 'exponential':
      return -distribution.mean * ln(1 - u)
    case 'lognormal':
      return exp(distribution.mu + distribution.sigma * normalQuantile(u))
    case 'empirical':
      return sortedQuantile(distribution.sorted, u)
    default:
      return assertNever(distribution)
  }
}

/** The mean of a distribution. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'deterministic':
      return distribution.value
    case 'uniform':
      return (distribution.from + distribution.to) / 2
    case 'exponential':
      return distribution.mean
    case 'lognormal':
      return exp(distribution.mu + (distribution.sigma * distribution.sigma) / 2)
    case 'empirical':
      return distribution.sorted.length === 0 ? 0 : distribution.sorted.reduce((sum, value) => sum + value, 0) / distribution.sorted.length
    default:
      return assertNever(distribution)
  }
}

/** A duration in whole milliseconds, at least one. */
export function wholeMs(value: number): number {
  return Math.max(1, Math.round(value))
}

/** The quantile of sorted values by linear interpolation (type 7); 0 for none. */
export function sortedQuantile(sorted: ArrayLike<number>, u: number): number {
  const last = sorted.length - 1
  if (last < 0) return 0
  const position = u * last
  const index = Math.min(last, Math.floor(position))
  const low = sorted[index] ?? 0
  const high = sorted[Math.min(last, index + 1)] ?? 0
  return low + (high - low) * (position - index)
}
