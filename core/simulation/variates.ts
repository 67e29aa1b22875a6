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
  | { readonly kind: 'erlang'; readonly k: number; readonly mean: number }
  /** An exponential of mean `first` with probability `share`, else one of mean `second`. */
  | { readonly kind: 'hyperexponential'; readonly share: number; readonly first: number; readonly second: number }
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
    case 'erlang':
      return erlangQuantile(distribution.k, distribution.mean, u)
    case 'hyperexponential':
      return hyperexponentialQuantile(distribution.share, distribution.first, distribution.second, u)
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
    case 'erlang':
      return distribution.mean
    case 'hyperexponential':
      return distribution.share * distribution.first + (1 - distribution.share) * distribution.second
    case 'empirical':
      return sortedMean(distribution.sorted)
    default:
      return assertNever(distribution)
  }
}

/** A duration in whole milliseconds, at least one. */
export function wholeMs(value: number): number {
  const whole = Math.round(value)
  return whole > 1 ? whole : 1
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

// The mean of what `sortedQuantile` gives: between neighbours every value is equally likely, so both ends count half.
function sortedMean(sorted: readonly number[]): number {
  const [first] = sorted
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return 0
  return sorted.length === 1 ? first : (sorted.reduce((sum, value) => sum + value, 0) - (first + last) / 2) / (sorted.length - 1)
}

// The survival function of k phases is e^-x times the first k terms of its series; Newton steps inside a bracket solve it for x.
function erlangQuantile(k: number, mean: number, u: number): number {
  if (k === 1) return -mean * ln(1 - u)
  if (u < 1e-6) return erlangLowQuantile(k, mean, u)
  const root = 1 - 1 / (9 * k) + normalQuantile(u) / (3 * Math.sqrt(k))
  let low = 0
  let high = Infinity
  let x = Math.max(k * root * root * root, 1e-3)
  for (let round = 0; round < 60; round++) {
    let term = exp(-x)
    let survival = term
    for (let phase = 1; phase < k; phase++) {
      term *= x / phase
      survival += term
    }
    const miss = 1 - u - survival
    if (miss > 0) high = x
    else low = x
    // `term` is also the density.
    const step = x + (term > 0 ? (survival - (1 - u)) / term : 0)
    const next = step > low && step < high ? step : high === Infinity ? x * 2 : (low + high) / 2
    if (Math.abs(next - x) <= 1e-12 * x) return (next * mean) / k
    x = next
  }
  return (x * mean) / k
}

// Next to 1 the survival function has lost the digits that count. What lies below x is the rest of the series, and its logarithm is
// concave in that of x: Newton steps from the left, where the first term alone would do, never overshoot.
function erlangLowQuantile(k: number, mean: number, u: number): number {
  let lnFactorial = 0
  for (let phase = 2; phase <= k; phase++) lnFactorial += ln(phase)
  const wanted = ln(u)
  let lnX = (wanted + lnFactorial) / k
  for (let round = 0; round < 60; round++) {
    const x = exp(lnX)
    let sum = 1
    let term = 1
    for (let phase = k + 1; term > 1e-17 * sum; phase++) {
      term *= x / phase
      sum += term
    }
    const step = ((wanted - (k * lnX - lnFactorial - x + ln(sum))) * sum) / k
    lnX += step
    if (!(step > 1e-13)) break
  }
  return (exp(lnX) * mean) / k
}

// The survival function is convex, so that Newton steps from below never overshoot.
function hyperexponentialQuantile(share: number, first: number, second: number, u: number): number {
  const survival = 1 - u
  let x = Math.max(0, share > 0 ? -first * ln(survival / share) : 0, share < 1 ? -second * ln(survival / (1 - share)) : 0)
  for (let round = 0; round < 60; round++) {
    const a = share * exp(-x / first)
    const b = (1 - share) * exp(-x / second)
    const step = (a + b - survival) / (a / first + b / second)
    x += step
    if (!(step > 1e-12 * x)) return Math.max(0, x)
  }
  return x
}
