import { DAY_MS, dateOfDays, weekdayOf } from './civil-date.ts'
import type { ZoneOffsets } from './zone-offsets.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant as the people of a zone call it: `Fri 18:00`, or with its date `Thu 2026-12-24 18:00`. */
export function weekdayTime(utcMs: number, zone: string, zones: ZoneOffsets, withDate: boolean): string {
  const wall = utcMs + zones.offsetAt(zone, utcMs)
  const day = Math.floor(wall / DAY_MS)
  const minutes = Math.floor((wall - day * DAY_MS) / 60_000)
  const { year, month, day: date } = dateOfDays(day)
  const written = withDate ? ` ${String(year).padStart(4, '0')}-${two(month)}-${two(date)}` : ''
  return `${names[weekdayOf(day)] ?? ''}${written} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
