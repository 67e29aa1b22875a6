/** How the date was written; `either`: its day and month could be exchanged. */
export type DateForm = 'iso' | 'dayFirst' | 'monthFirst' | 'either' | 'words' | 'epoch'

/** A time as read: UTC milliseconds, and what had to be assumed. */
export type ParsedTime = { readonly at: number; readonly zoneAssumed: boolean; readonly dayMonthAssumed: boolean; readonly form: DateForm }

/** The UTC milliseconds of a wall clock time that was written without a zone. */
export type WallTime = (wallMs: number) => number

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = String.raw`(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?m?\.?)?`
const ZONE = String.raw`\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\s*\[[^\]]*\])?$`
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}${ZONE}`, 'i')
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${CLOCK}${ZONE}`, 'i')
const DAY_NAME = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})[ /-]([a-z]{3,9})[ /-](\d{4}|\d{2})${CLOCK}${ZONE}`, 'i')
const MONTH_NAME = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${CLOCK}${ZONE}`, 'i')

/** Reads a time as help desks and spreadsheets write it; null when it is none. Without a zone it is taken as `wall` says, by default as UTC. */
export function parseTime(text: string, wall?: WallTime): ParsedTime | null {
  const value = text.trim()
  if (/^\d{10}(\.\d+)?$/.test(value)) return { at: Math.round(Number(value) * 1000), zoneAssumed: false, dayMonthAssumed: false, form: 'epoch' }
  if (/^\d{13}$/.test(value)) return { at: Number(value), zoneAssumed: false, dayMonthAssumed: false, form: 'epoch' }
  const iso = ISO.exec(value)
  if (iso !== null) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso, 4, 'iso', wall)
  const numeric = NUMERIC.exec(value)
  if (numeric !== null) {
    const first = Number(numeric[1])
    const second = Number(numeric[3])
    const dayFirst = numeric[2] === '.' || first > 12
    return build(Number(numeric[4]), dayFirst ? second : first, dayFirst ? first : second, numeric, 5, formOf(numeric[2], first, second), wall)
  }
  const byDay = DAY_NAME.exec(value)
  if (byDay !== null) return build(fullYear(byDay[3]), monthOf(byDay[2]), Number(byDay[1]), byDay, 4, 'words', wall)
  const byMonth = MONTH_NAME.exec(value)
  if (byMonth !== null) return build(Number(byMonth[3]), monthOf(byMonth[1]), Number(byMonth[2]), byMonth, 4, 'words', wall)
  return null
}

/** Jira writes `01/Mar/26`. */
function fullYear(written: string | undefined): number {
  const year = Number(written)
  return year < 100 ? 2000 + year : year
}

function formOf(separator: string | undefined, first: number, second: number): DateForm {
  if (separator === '.' || first > 12) return 'dayFirst'
  if (second > 12) return 'monthFirst'
  // The same either way: nothing is assumed and nothing is known.
  return first === second ? 'words' : 'either'
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
}

function build(year: number, month: number, day: number, match: RegExpExecArray, clock: number, form: DateForm, wall: WallTime | undefined): ParsedTime | null {
  const half = (match[clock + 4] ?? '').toLowerCase()
  let hour = Number(match[clock] ?? 0)
  if (half !== '') hour = (hour % 12) + (half === 'p' ? 12 : 0)
  const minute = Number(match[clock + 1] ?? 0)
  const second = Number(match[clock + 2] ?? 0)
  if (hour > 24 || minute > 59 || second > 60 || !isDate(year, month, day)) return null
  const fraction = Math.floor(Number(`0.${match[clock + 3] ?? 0}`) * 1000)
  const zone = (match[clock + 5] ?? '').toLowerCase()
  const local = ((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
  return { at: zone === '' && wall !== undefined ? wall(local) : local - zoneMs(zone), zoneAssumed: zone === '', dayMonthAssumed: form === 'either', form }
}

function zoneMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDate(year: number, month: number, day: number): boolean {
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)
  return year >= 1970 && year < 2200 && day >= 1 && day <= days
}

function daysTo(year: number, month: number, day: number): number {
  const past = year - 1
  let days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 719_162
  for (let index = 0; index < month - 1; index++) days += (MONTH_DAYS[index] ?? 0) + (index === 1 && isLeap(year) ? 1 : 0)
  return days + day - 1
}
