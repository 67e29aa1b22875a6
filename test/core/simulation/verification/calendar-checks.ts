import { bizAdd, bizBetween, compileCalendar } from '../../../../core/calendars/calendar.ts'
import type { WeeklyCalendar } from '../../../../core/calendars/calendar.ts'
import { intlZoneOffsets } from '../../../../host/intl-zone-offsets.ts'
import { calendarDues, calendarSpans } from './calendar-vectors.ts'
import type { Check } from './check.ts'
import { exactly } from './check.ts'

const zones = intlZoneOffsets()
const compile = (calendar: WeeklyCalendar) => compileCalendar(calendar, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), zones)

/** C1 to C12 and D1 to D6: open time between two instants, and the instant by which so much open time has passed. */
export const calendarChecks: readonly Check[] = [
  ...calendarSpans.map(({ id, calendar, from, to, seconds }) => exactly(id, calendar.timezone, `open seconds from ${from} to ${to}`, String(seconds), () => String(bizBetween(compile(calendar), Date.parse(from), Date.parse(to)) / 1000))),
  ...calendarDues.map(({ id, calendar, from, hours, due }) => exactly(id, calendar.timezone, `${hours} open hours from ${from}`, new Date(due).toISOString(), () => new Date(bizAdd(compile(calendar), Date.parse(from), hours * 3_600_000)).toISOString())),
]
