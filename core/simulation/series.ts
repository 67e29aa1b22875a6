import { DAY_MS } from '../calendars/civil-date.ts'
import { sortedQuantile } from './variates.ts'

/** The grid of a run's series. */
export type SeriesGrid = { readonly startAt: number; readonly stepMs: number; readonly steps: number }

const MINUTE = 60_000
const STEPS = [15, 30, 60, 120, 180, 360, 720, 1440, 10_080].map((minutes) => minutes * MINUTE)
const MOST_STEPS = 400

/** A grid over the tickets' window and the day after it, fine enough to see the hours and short enough to draw. */
export function seriesGrid(plan: { readonly from: number; readonly to: number; readonly arrivals: readonly unknown[] }): SeriesGrid {
  if (plan.arrivals.length === 0) return { startAt: 0, stepMs: 3_600_000, steps: 0 }
  const span = plan.to + DAY_MS - plan.from
  const stepMs = STEPS.find((step) => span / step <= MOST_STEPS) ?? Math.ceil(span / MOST_STEPS / DAY_MS) * DAY_MS
  const startAt = Math.floor(plan.from / stepMs) * stepMs
  return { startAt, stepMs, steps: Math.ceil((plan.to + DAY_MS - startAt) / stepMs) }
}

/** How many spans ([from, to) pairs, flat) cover the end of each step. */
export function coverage(grid: SeriesGrid, spans: Iterable<readonly number[]>): readonly number[] {
  const change = new Float64Array(grid.steps + 1)
  const stepOf = (at: number): number => Math.min(grid.steps, Math.max(0, Math.ceil((at - grid.startAt) / grid.stepMs) - 1))
  for (const pairs of spans) {
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const first = stepOf(pairs[index] ?? 0)
      const after = stepOf(pairs[index + 1] ?? 0)
      change[first] = (change[first] ?? 0) + 1
      change[after] = (change[after] ?? 0) - 1
    }
  }
  let now = 0
  return Array.from({ length: grid.steps }, (_, index) => {
    now += change[index] ?? 0
    return now
  })
}

/** A quantile over replications at each step. */
export function quantileSeries(rows: readonly (readonly number[])[], steps: number, u: number): readonly number[] {
  return Array.from({ length: steps }, (_, step) => sortedQuantile(rows.map((row) => row[step] ?? 0).sort((a, b) => a - b), u))
}

/** The mean of a stepwise function (from `at` on: `value`) in each step of the grid. */
export function meanSeries(grid: SeriesGrid, changes: readonly { readonly at: number; readonly value: number }[]): readonly number[] {
  const sums = new Float64Array(grid.steps)
  const end = grid.startAt + grid.steps * grid.stepMs
  changes.forEach(({ at, value }, index) => {
    let from = Math.max(at, grid.startAt)
    const until = Math.min(changes[index + 1]?.at ?? end, end)
    while (from < until) {
      const step = Math.floor((from - grid.startAt) / grid.stepMs)
      const to = Math.min(until, grid.startAt + (step + 1) * grid.stepMs)
      sums[step] = (sums[step] ?? 0) + value * (to - from)
      from = to
    }
  })
  return [...sums].map((sum) => sum / grid.stepMs)
}
