const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 0.001, ns: 0.000001 }

/** The longest span the language knows: about 10,000 years. */
export const longestSpanMs = 315_576_000_000_000
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
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)))
  const offset = match[8] === undefined ? 0 : (Number(match[9]) * 60 + Number(match[10])) * 60_000 * (match[8] === '-' ? -1 : 1)
  const at = date.getTime() - offset
  return at >= firstTimeMs && at <= lastTimeMs ? at : undefined
}

/** The RFC 3339 text of a point in time. */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.000Z$/, 'Z').replace(/(\.\d+?)0+Z$/, '$1Z')
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

/** Parts of a point in time that getters of the language can ask for. */
export const timeParts: Readonly<Record<string, (date: Date) => number>> = {
  getFullYear: (date) => date.getUTCFullYear(),
  getMonth: (date) => date.getUTCMonth(),
  getDate: (date) => date.getUTCDate(),
  getDayOfMonth: (date) => date.getUTCDate() - 1,
  getDayOfWeek: (date) => date.getUTCDay(),
  getDayOfYear: (date) => Math.floor((date.getTime() - new Date(date.getTime()).setUTCMonth(0, 1)) / 86_400_000),
  getHours: (date) => date.getUTCHours(),
  getMinutes: (date) => date.getUTCMinutes(),
  getSeconds: (date) => date.getUTCSeconds(),
  getMilliseconds: (date) => date.getUTCMilliseconds(),
}
