/**
 * Quantiles without sorting all values, for ascending `shares`; the order of `values` is changed. Selection finds the very values that
 * sorting would put there, and between two of them it goes straight, as `sortedQuantile` does.
 */
export function selectQuantiles(values: Float64Array, shares: readonly number[]): readonly number[] {
  const last = values.length - 1
  let low = 0
  return shares.map((share) => {
    if (last < 0) return 0
    const position = share * last
    const index = Math.min(last, Math.floor(position))
    select(values, index, low)
    low = index
    const at = values[index] ?? 0
    if (index === last || position === index) return at
    select(values, index + 1, index)
    return at + ((values[index + 1] ?? 0) - at) * (position - index)
  })
}

/** Brings the value of a place there, smaller ones before it and greater ones behind; all before `low` are smaller already. */
function select(values: Float64Array, place: number, low: number): void {
  let left = low
  let right = values.length - 1
  while (left < right) {
    const pivot = middleOfThree(values[left] ?? 0, values[(left + right) >> 1] ?? 0, values[right] ?? 0)
    let i = left
    let j = right
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1
      while ((values[j] ?? 0) > pivot) j -= 1
      if (i > j) break
      const other = values[i] ?? 0
      values[i] = values[j] ?? 0
      values[j] = other
      i += 1
      j -= 1
    }
    if (place <= j) right = j
    else if (place >= i) left = i
    else return
  }
}

function middleOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b
}
