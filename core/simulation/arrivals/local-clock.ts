import { toUtc } from '../../calendars/calendar.ts'
import { DAY_MS, weekdayOf } from '../../calendars/civil-date.ts'
import type { TimeSpan } from '../../calendars/open-spans.ts'
import { tabledZoneOffsets } from '../../calendars/tabled-zone-offsets.ts'
import type { ZoneOffsets } from '../../calendars/zone-offsets.ts'

/** Half hours of a week, Monday 00:00 first. */
export const WEEK_SLOTS = 336

const SLOT_MS = 1_800_000
const MARGIN_MS = 9 * DAY_MS

/** The clock on the wall of one zone; days and weeks are counted from 1970, weeks begin on Monday. */
export type LocalClock = {
  readonly dayAt: (utcMs: number) => number
  readonly weekAt: (utcMs: number) => number
  /** The half hour of the week, 0 to 335. */
  readonly slotAt: (utcMs: number) => number
  /** Milliseconds on the wall since Monday 00:00. */
  readonly sinceMonday: (utcMs: number) => number
  /** The instant at which the clock shows so many milliseconds after Monday 00:00 of a week: later in a gap, the earlier one of two. */
  readonly inWeek: (week: number, sinceMonday: number) => number
}

/** The clock of a zone for a period and some days around it. */
export function localClock(zone: string, zones: ZoneOffsets, period: TimeSpan): LocalClock {
  const begin = (time: number): number => Math.floor(time / DAY_MS) * DAY_MS
  const table = tabledZoneOffsets(zones, { from: begin(period.from - MARGIN_MS), to: begin(period.to + MARGIN_MS) })
  const wallAt = (utcMs: number): number => utcMs + table.offsetAt(zone, utcMs)
  const dayAt = (utcMs: number): number => Math.floor(wallAt(utcMs) / DAY_MS)
  const sinceMonday = (utcMs: number): number => {
    const wall = wallAt(utcMs)
    const day = Math.floor(wall / DAY_MS)
    return weekdayOf(day) * DAY_MS + wall - day * DAY_MS
  }
  return {
    dayAt,
    weekAt: (utcMs) => weekOfDay(dayAt(utcMs)),
    slotAt: (utcMs) => Math.floor(sinceMonday(utcMs) / SLOT_MS),
    sinceMonday,
    inWeek: (week, ms) => toUtc(zone, mondayOf(week) * DAY_MS + ms, table),
  }
}

/** The week in which a day lies. */
export function weekOfDay(day: number): number {
  return Math.floor((day + 3) / 7)
}

/** The Monday of a week, as a count of days. */
export function mondayOf(week: number): number {
  return week * 7 - 3
}
