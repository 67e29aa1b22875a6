import { weekdayOf } from '../../calendars/civil-date.ts'
import type { KeyedRandom } from '../keyed-random.ts'
import { hashName } from '../keyed-random.ts'
import type { LocalClock } from './local-clock.ts'
import { mondayOf, weekOfDay } from './local-clock.ts'

/** Weeks of a history that may be drawn, each as a list of rows with their places in the week. */
export type SourceWeeks = { readonly weeks: readonly (readonly SourceRow[])[]; readonly whole: boolean; readonly leftOut: number }

/** A row of the history, and when in its week it came, by the wall clock. */
export type SourceRow = { readonly row: number; readonly sinceMonday: number }

/** A row that comes again in a week of the run. */
export type DrawnRow = { readonly row: number; readonly at: number; readonly week: number }

const STREAM = hashName('arrivals/week')

/**
 * Cuts a history into its weeks from Monday to Sunday, local time. Weeks that the first or last day cuts are left out, unless only
 * weekdays are missing that never have tickets in a week or more; a history without any whole week gives its first seven days as the only week.
 */
export function sourceWeeks(instants: readonly number[], clock: LocalClock): SourceWeeks {
  if (instants.length === 0) return { weeks: [], whole: true, leftOut: 0 }
  const days = instants.map((at) => clock.dayAt(at))
  const firstDay = days.reduce((a, b) => Math.min(a, b))
  const lastDay = days.reduce((a, b) => Math.max(a, b))
  const busy = new Set(days.map(weekdayOf))
  const quiet = (from: number, to: number): boolean => (lastDay - firstDay >= 6 || from === to) && Array.from({ length: to - from }, (_, index) => weekdayOf(from + index)).every((weekday) => !busy.has(weekday))
  const monday = mondayOf(weekOfDay(firstDay))
  const first = weekOfDay(firstDay) + (quiet(monday, firstDay) ? 0 : 1)
  const last = weekOfDay(lastDay) - (quiet(lastDay + 1, mondayOf(weekOfDay(lastDay)) + 7) ? 0 : 1)
  const whole = last >= first
  const weeks: SourceRow[][] = Array.from({ length: whole ? last - first + 1 : 1 }, () => [])
  let leftOut = 0
  instants.forEach((at, row) => {
    const day = days[row] ?? 0
    const week = whole ? weeks[weekOfDay(day) - first] : day < firstDay + 7 ? weeks[0] : undefined
    if (week === undefined) leftOut += 1
    else week.push({ row, sinceMonday: clock.sinceMonday(at) })
  })
  return { weeks, whole, leftOut }
}

/** Fills every local week of [from, to) with a week of the history drawn with replacement; each week has its own draw, whatever the period. */
export function drawWeeks(source: SourceWeeks, clock: LocalClock, { from, to, random }: { readonly from: number; readonly to: number; readonly random: KeyedRandom }): readonly DrawnRow[] {
  const drawn: DrawnRow[] = []
  if (source.weeks.length === 0) return drawn
  for (let week = clock.weekAt(from); week <= clock.weekAt(to); week++) {
    const rows = source.weeks[Math.floor(random.uniformAt(week, 0, STREAM, 0) * source.weeks.length)] ?? []
    for (const { row, sinceMonday } of rows) {
      const at = clock.inWeek(week, sinceMonday)
      if (at >= from && at < to) drawn.push({ row, at, week })
    }
  }
  return drawn
}
