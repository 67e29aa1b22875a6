/** Which part at the beginning of a series is start-up. */
export type Truncation = {
  /** So many values to leave out, a multiple of five. */
  readonly trimmed: number
  /** Of all values that made whole batches. */
  readonly of: number
  /** The least error lies in the second half of the series: it is too short to tell. */
  readonly tooShort: boolean
  /** The mean of what is kept; null without values. */
  readonly mean: number | null
}

const BATCH = 5

/**
 * MSER-5 (White): of all places to cut, the one that makes the squared standard error of the mean of what is left least, on means of
 * five values, looking at the first half only. It is a rule of thumb: a series that is still drifting at its end, or whose start-up
 * looks like its steady state, misleads it (Wang and Glynn), so the cut is always shown.
 */
export function mserFive(values: readonly number[]): Truncation {
  const batches = Math.floor(values.length / BATCH)
  const means = new Float64Array(batches)
  for (let batch = 0; batch < batches; batch++) {
    let sum = 0
    for (let index = 0; index < BATCH; index++) sum += values[batch * BATCH + index] ?? 0
    means[batch] = sum / BATCH
  }
  let best = 0
  let least = Infinity
  let mean: number | null = null
  // From the end: the mean and the sum of squares around it grow by one value at a time (Welford), without cancellation.
  let average = 0
  let squares = 0
  for (let cut = batches - 1; cut >= 0; cut--) {
    const n = batches - cut
    const value = means[cut] ?? 0
    const delta = value - average
    average += delta / n
    squares += delta * (value - average)
    const error = squares / (n * n)
    // With fewer than five batches left the error says nothing. Of equal places the earlier one counts, which cuts less.
    if (n >= Math.min(5, batches) && error <= least) {
      least = error
      best = cut
      mean = average
    }
  }
  return { trimmed: best * BATCH, of: batches * BATCH, tooShort: best > batches / 2, mean }
}
