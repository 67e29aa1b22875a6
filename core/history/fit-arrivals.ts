import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import { wallClock, WEEKDAYS } from './wall-clock.ts'

/** How tickets came. */
export type ArrivalFit = {
  readonly n: number
  readonly days: number
  readonly weeks: number
  readonly perWeek: number
  /** Tickets an hour by weekday and half hour: 7 rows of 48, Monday first. */
  readonly perHour: readonly (readonly number[])[]
  /** Variance of the tickets of a day around the mean of its weekday, divided by the mean: 1 is pure chance, more is good and bad days. Null with too few days. */
  readonly dispersion: number | null
  /** Change a week as a share of the mean, and how many standard errors it is; null with fewer than four whole weeks. */
  readonly trend: { readonly perWeek: number; readonly standardErrors: number } | null
}

const HALF_HOUR_MS = 1_800_000
const FEWEST_WEEKS = 4

/** Fits the profile of a week, and says how much the days differ beyond it. */
export function fitArrivals(times: readonly number[], zone: string, zones: ZoneOffsets): ArrivalFit {
  const clocks = times.map((at) => wallClock(at, zone, zones))
  const first = clocks.reduce((least, { day }) => Math.min(least, day), Infinity)
  const last = clocks.reduce((most, { day }) => Math.max(most, day), -Infinity)
  const days = clocks.length === 0 ? 0 : last - first + 1
  const perDay = new Array<number>(days).fill(0)
  const counts = WEEKDAYS.map(() => new Array<number>(48).fill(0))
  for (const { day, weekday, timeOfDayMs } of clocks) {
    perDay[day - first] = (perDay[day - first] ?? 0) + 1
    const row = counts[weekday]
    const slot = Math.min(47, Math.floor(timeOfDayMs / HALF_HOUR_MS))
    if (row !== undefined) row[slot] = (row[slot] ?? 0) + 1
  }
  const firstWeekday = clocks.reduce((found, { day, weekday }) => (day === first ? weekday : found), 0)
  const byWeekday = WEEKDAYS.map((_, weekday) => perDay.filter((_count, index) => (firstWeekday + index) % 7 === weekday))
  return {
    n: times.length,
    days,
    weeks: days / 7,
    perWeek: days === 0 ? 0 : (times.length / days) * 7,
    perHour: counts.map((row, weekday) => row.map((count) => ((byWeekday[weekday]?.length ?? 0) === 0 ? 0 : count / (0.5 * (byWeekday[weekday]?.length ?? 1))))),
    dispersion: dispersionOf(byWeekday, times.length / Math.max(1, days)),
    trend: trendOf(perDay),
  }
}

function dispersionOf(byWeekday: readonly (readonly number[])[], mean: number): number | null {
  let squares = 0
  let degrees = 0
  for (const counts of byWeekday) {
    if (counts.length < 2) continue
    const middle = counts.reduce((sum, count) => sum + count, 0) / counts.length
    for (const count of counts) squares += (count - middle) * (count - middle)
    degrees += counts.length - 1
  }
  return degrees < 7 || mean === 0 ? null : squares / degrees / mean
}

function trendOf(perDay: readonly number[]): ArrivalFit['trend'] {
  const weeks = Math.floor(perDay.length / 7)
  if (weeks < FEWEST_WEEKS) return null
  const counts = Array.from({ length: weeks }, (_, week) => perDay.slice(week * 7, week * 7 + 7).reduce((sum, count) => sum + count, 0))
  const mean = counts.reduce((sum, count) => sum + count, 0) / weeks
  const middle = (weeks - 1) / 2
  let top = 0
  let bottom = 0
  counts.forEach((count, week) => {
    top += (week - middle) * (count - mean)
    bottom += (week - middle) * (week - middle)
  })
  const slope = top / bottom
  const rest = counts.reduce((sum, count, week) => sum + (count - mean - slope * (week - middle)) ** 2, 0)
  const error = Math.sqrt(rest / (weeks - 2) / bottom)
  return { perWeek: slope / mean, standardErrors: error > 0 ? slope / error : 0 }
}
