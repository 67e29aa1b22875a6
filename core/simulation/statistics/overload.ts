import { interval, meanOfKnown } from '../figures.ts'
import type { Interval } from '../run-report.ts'

/** Whether more work comes than is done. */
export type Overload = {
  readonly badge: boolean
  /** By how many tickets the backlog grows in a day, over the last half of the window. */
  readonly slopePerDay: number | null
  readonly ci95: Interval
  /** By how many tickets it grows in that half. */
  readonly growth: number | null
}

const FEWEST_STEPS = 8
const DAY_MS = 86_400_000

/**
 * The slope of the backlog over the last half of the window, by least squares within each replication. The badge needs a slope that is
 * above 0 with its whole interval, and growth that matters: at least ten tickets and half of what was open before. Without the latter a
 * window that ends on a Friday would always be overloaded, because replications of a trace share their weekdays.
 */
export function overloadOf(backlogs: readonly (readonly number[])[], steps: number, stepMs: number): Overload {
  if (steps < FEWEST_STEPS || backlogs.length === 0) return { badge: false, slopePerDay: null, ci95: null, growth: null }
  const half = Math.floor(steps / 2)
  const slopes = backlogs.map((backlog) => slope(backlog.slice(half, steps)))
  const perDay = slopes.map((one) => (one * DAY_MS) / stepMs)
  const slopePerDay = meanOfKnown(perDay) ?? 0
  const ci95 = interval(perDay)
  const growth = (meanOfKnown(slopes) ?? 0) * (steps - half)
  const before = meanOfKnown(backlogs.map((backlog) => meanOfKnown(backlog.slice(0, half)))) ?? 0
  return { badge: (ci95 === null ? slopePerDay : ci95[0]) > 0 && growth > Math.max(10, before / 2), slopePerDay, ci95, growth }
}

function slope(values: readonly number[]): number {
  const n = values.length
  const middle = (n - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  let top = 0
  let bottom = 0
  values.forEach((value, index) => {
    top += (index - middle) * (value - mean)
    bottom += (index - middle) * (index - middle)
  })
  return bottom === 0 ? 0 : top / bottom
}
