import { DAY_MS, daysOfDate } from './civil-date.ts'

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** The milliseconds since 1970 of an instant with its offset, such as `2026-03-02T08:00:00+01:00`; null where the text is none. */
export function instantMs(text: string): number | null {
  const parts = INSTANT.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second = '0', fraction = '0', sign, offsetHour = '0', offsetMinute = '0'] = parts
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000
  return daysOfDate({ year: Number(year), month: Number(month), day: Number(day) }) * DAY_MS + (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0')) - offset
}
