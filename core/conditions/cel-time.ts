import { DAY_MS, dateOfDays, daysOfDate, isCivilDate } from '../calendars/civil-date.ts'

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, ns: 0.000001 }

/** The longest span the language knows: about 10,000 years. */
export const longestSpanMs = 315_576_000_000_000
/** The longest span between two points in time: about 292 years, as nanoseconds of 64 bits have it. */
export const longestDifferenceMs = 9_223_372_036_854
/** The first and last point in time: years 1 to 9999. */
export const firstTimeMs = -62_135_596_800_000
export const lastTimeMs = 253_402_300_799_999

/** Reads a span of time such as `1h30m` or `-5s`; whole milliseconds, undefined where it is none. */
export function parseSpan(text: string): number | undefined {
  if (text === '0') return 0
  const match = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|ns))+$/.exec(text)
  if (match === null) return undefined
  let total = 0
  for (const part of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(h|ms|m|s|us|ns)/g)) {
    total += Number(part[1]) * (unitMs[part[2] ?? ''] ?? 0)
  }
  const rounded = Math.trunc(total + (total > 0 ? 1e-7 : 0)) * (match[1] === '-' ? -1 : 1)
  return Math.abs(rounded) <= longestSpanMs ? rounded + 0 : undefined
}

/** Reads an RFC 3339 time such as `2026-03-01T09:00:00Z`; milliseconds since the epoch, undefined where it is none. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number)
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  if (!isCivilDate({ year, month, day })) return undefined
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const offset = match[8] === undefined ? 0 : (Number(match[9]) * 60 + Number(match[10])) * 60_000 * (match[8] === '-' ? -1 : 1)
  const at = daysOfDate({ year, month, day }) * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds - offset
  return at >= firstTimeMs && at <= lastTimeMs ? at : undefined
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0')

/** The RFC 3339 text of a point in time. */
export function timeText(at: number): string {
  const { year, month, day } = dateOfDays(Math.floor(at / DAY_MS))
  const fraction = timePart(at, 'getMilliseconds') === 0 ? '' : `.${padded(timePart(at, 'getMilliseconds'), 3).replace(/0+$/, '')}`
  const clock = [timePart(at, 'getHours'), timePart(at, 'getMinutes'), timePart(at, 'getSeconds')].map((part) => padded(part, 2)).join(':')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${clock}${fraction}Z`
}

/** The text of a span: seconds with the suffix `s`. */
export function spanText(ms: number): string {
  return `${ms / 1000}s`
}

/** The offset of `UTC` or a fixed zone such as `+02:00` in milliseconds; undefined for a named zone. */
export function fixedOffsetMs(zone: string): number | undefined {
  if (zone === '' || zone === 'UTC' || zone === 'Z') return 0
  const match = /^([+-]?)(\d{2}):(\d{2})$/.exec(zone)
  if (match === null) return undefined
  return (Number(match[2]) * 60 + Number(match[3])) * 60_000 * (match[1] === '-' ? -1 : 1)
}

/** Names of the parts of a point in time that getters of the language can ask for. */
export const timePartNames = [
  'getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds',
] as const

/** The name of a part of a point in time. */
export type TimePartName = (typeof timePartNames)[number]

/** One part of a point in time in UTC, counted as the language counts it (months and days of the year from 0). */
export function timePart(at: number, part: TimePartName): number {
  const days = Math.floor(at / DAY_MS)
  const rest = at - days * DAY_MS
  switch (part) {
    case 'getFullYear':
      return dateOfDays(days).year
    case 'getMonth':
      return dateOfDays(days).month - 1
    case 'getDate':
      return dateOfDays(days).day
    case 'getDayOfMonth':
      return dateOfDays(days).day - 1
    case 'getDayOfWeek':
      return (((days + 4) % 7) + 7) % 7
    case 'getDayOfYear':
      return days - daysOfDate({ year: dateOfDays(days).year, month: 1, day: 1 })
    case 'getHours':
      return Math.floor(rest / 3_600_000)
    case 'getMinutes':
      return Math.floor(rest / 60_000) % 60
    case 'getSeconds':
      return Math.floor(rest / 1000) % 60
    case 'getMilliseconds':
      return rest % 1000
  }
}
