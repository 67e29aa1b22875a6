import { sortedQuantile } from './variates.ts'

/** Sorted copies of numbers. */
export function sortedSample(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort()
}

/** The Wasserstein-1 distance of two sorted samples: the area between their distribution functions, in the unit of the values. Null where one is empty. */
export function wasserstein(a: Float64Array, b: Float64Array): number | null {
  if (a.length === 0 || b.length === 0) return null
  let i = 0
  let j = 0
  let at = Math.min(a[0] ?? 0, b[0] ?? 0)
  let area = 0
  while (i < a.length || j < b.length) {
    const next = Math.min(i < a.length ? (a[i] ?? 0) : Infinity, j < b.length ? (b[j] ?? 0) : Infinity)
    area += Math.abs(i / a.length - j / b.length) * (next - at)
    at = next
    while (i < a.length && a[i] === at) i += 1
    while (j < b.length && b[j] === at) j += 1
  }
  return area
}

/** The Kolmogorov distance of two sorted samples: the greatest difference of their distribution functions. Null where one is empty. */
export function kolmogorov(a: Float64Array, b: Float64Array): number | null {
  if (a.length === 0 || b.length === 0) return null
  let i = 0
  let j = 0
  let most = 0
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i] ?? 0, b[j] ?? 0)
    while (i < a.length && a[i] === at) i += 1
    while (j < b.length && b[j] === at) j += 1
    most = Math.max(most, Math.abs(i / a.length - j / b.length))
  }
  return most
}

/** The sample at equal steps of probability, from its least to its greatest value. */
export function quantileGrid(sorted: Float64Array, steps: number): readonly number[] {
  return sorted.length === 0 ? [] : Array.from({ length: steps + 1 }, (_, index) => sortedQuantile(sorted, index / steps))
}

/** The share of a sorted sample that is at most `at`. */
export function shareWithin(sorted: Float64Array, at: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return sorted.length === 0 ? 0 : low / sorted.length
}
