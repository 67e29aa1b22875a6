import { DAY_MS, weekdayOf } from '../calendars/civil-date.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'

/** An instant on the wall clock of a zone: its day since 1970, its weekday (0 is Monday) and the milliseconds since midnight. */
export type WallClock = { readonly day: number; readonly weekday: number; readonly timeOfDayMs: number }

/** What the clocks of a zone show at an instant. */
export function wallClock(at: number, zone: string, zones: ZoneOffsets): WallClock {
  const wall = at + zones.offsetAt(zone, at)
  const day = Math.floor(wall / DAY_MS)
  return { day, weekday: weekdayOf(day), timeOfDayMs: wall - day * DAY_MS }
}

/** The days of the week as scenarios and calendars write them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
