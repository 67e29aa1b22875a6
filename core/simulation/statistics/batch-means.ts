import { interval, meanOfKnown } from '../figures.ts'
import type { Interval } from '../run-report.ts'

/** The mean of one long run of values that depend on their neighbours. */
export type BatchMeans = {
  readonly mean: number
  readonly interval: Interval
  readonly batches: number
  readonly batchSize: number
  /** How much neighbouring batches go together, -1 to 1. */
  readonly lagOne: number
  /** The batches are so alike their neighbours that the interval is too narrow. */
  readonly dependent: boolean
}

const BATCHES = 30

/** A t-interval from thirty batch means, with the check that the batches do not depend on each other; null with fewer than two values a batch. */
export function batchMeans(values: readonly number[]): BatchMeans | null {
  const batchSize = Math.floor(values.length / BATCHES)
  if (batchSize < 2) return null
  // What does not fill a batch is left out at the beginning, where start-up would be.
  const first = values.length - batchSize * BATCHES
  const means = Array.from({ length: BATCHES }, (_, batch) => {
    let sum = 0
    for (let index = 0; index < batchSize; index++) sum += values[first + batch * batchSize + index] ?? 0
    return sum / batchSize
  })
  const mean = meanOfKnown(means) ?? 0
  let squares = 0
  let products = 0
  means.forEach((value, index) => {
    squares += (value - mean) * (value - mean)
    if (index > 0) products += (value - mean) * ((means[index - 1] ?? mean) - mean)
  })
  const lagOne = squares === 0 ? 0 : products / squares
  // Of thirty independent values it lies below this in 95 of 100 cases (1.645 / square root of 30).
  return { mean, interval: interval(means), batches: BATCHES, batchSize, lagOne, dependent: lagOne > 1.645 / Math.sqrt(BATCHES) }
}
