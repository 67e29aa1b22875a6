import { DAY_MS, daysOfDate, weekdayOf } from './civil-date.ts'
import type { ZoneOffsets } from './zone-offsets.ts'

/** A weekly calendar as the spec writes it: local hours, an end at or before the start is on the next day. */
export type WeeklyCalendar = {
  readonly timezone: string
  readonly open: readonly { readonly days: readonly string[]; readonly from: string; readonly to: string }[]
  readonly closed?: readonly string[]
}

/** Open time as sorted, disjoint, half-open UTC intervals with prefix sums; nothing at run time asks a zone again. */
export type OpenTime = {
  readonly from: number
  readonly to: number
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Open milliseconds before interval i; one entry more than intervals. */
  readonly before: Float64Array
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Compiles a calendar for the time from `from` to `to` (UTC milliseconds). */
export function compileCalendar(calendar: WeeklyCalendar, from: number, to: number, zones: ZoneOffsets): OpenTime {
  const zone = calendar.timezone
  const intervals: [number, number][] = []
  const firstDay = Math.floor(from / DAY_MS) - 2
  const lastDay = Math.floor(to / DAY_MS) + 2
  const rules = calendar.open.map((rule) => ({ days: new Set(rule.days.map((day) => DAYS.indexOf(day))), start: timeOfDay(rule.from), end: timeOfDay(rule.to) }))
  for (let day = firstDay; day <= lastDay; day++) {
    for (const rule of rules) {
      if (!rule.days.has(weekdayOf(day))) continue
      const end = rule.end > rule.start ? rule.end : rule.end + DAY_MS
      intervals.push([toUtc(zone, day * DAY_MS + rule.start, zones), toUtc(zone, day * DAY_MS + end, zones)])
    }
  }
  const closed = (calendar.closed ?? []).flatMap((date): [number, number][] => {
    const day = parseDay(date)
    return day === null ? [] : [[toUtc(zone, day * DAY_MS, zones), toUtc(zone, (day + 1) * DAY_MS, zones)]]
  })
  return openTimeOf(without(merged(intervals), merged(closed)), from, to)
}

/** Open time from intervals that are sorted and disjoint, cut to `from`..`to`. */
export function openTimeOf(intervals: readonly (readonly [number, number])[], from: number, to: number): OpenTime {
  const cut = intervals.map(([open, close]): [number, number] => [Math.max(open, from), Math.min(close, to)]).filter(([open, close]) => open < close)
  const before = new Float64Array(cut.length + 1)
  cut.forEach(([open, close], index) => { before[index + 1] = (before[index] ?? 0) + close - open })
  return { from, to, opens: Float64Array.from(cut, ([open]) => open), closes: Float64Array.from(cut, ([, close]) => close), before }
}

/** Always open. */
export function alwaysOpen(from: number, to: number): OpenTime {
  return openTimeOf([[from, to]], from, to)
}

/** Whether the calendar is open at `t`. */
export function isOpenAt(time: OpenTime, t: number): boolean {
  const index = intervalAtOrBefore(time, t)
  return index >= 0 && t < (time.closes[index] ?? 0)
}

/** Open milliseconds between two instants (0 when `b` is not after `a`). */
export function bizBetween(time: OpenTime, a: number, b: number): number {
  return b <= a ? 0 : openBefore(time, b) - openBefore(time, a)
}

/** The instant at which `ms` of open time have passed since `t`; Infinity past the compiled time. */
export function bizAdd(time: OpenTime, t: number, ms: number): number {
  if (ms <= 0) return t
  const target = openBefore(time, t) + ms
  const before = time.before
  let low = 0
  let high = time.opens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((before[middle + 1] ?? 0) < target) low = middle + 1
    else high = middle
  }
  if (low === time.opens.length) return Infinity
  return (time.opens[low] ?? 0) + target - (before[low] ?? 0)
}

function openBefore(time: OpenTime, t: number): number {
  const index = intervalAtOrBefore(time, t)
  if (index < 0) return 0
  return (time.before[index] ?? 0) + Math.min(t, time.closes[index] ?? 0) - (time.opens[index] ?? 0)
}

/** The last interval that opens at or before `t`, or -1. */
function intervalAtOrBefore(time: OpenTime, t: number): number {
  let low = 0
  let high = time.opens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((time.opens[middle] ?? 0) <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Wall time to UTC with "compatible" disambiguation: in a gap the later time, in an overlap the earlier one. */
export function toUtc(zone: string, wall: number, zones: ZoneOffsets): number {
  const earlier = zones.offsetAt(zone, wall - DAY_MS)
  const later = zones.offsetAt(zone, wall + DAY_MS)
  if (earlier === later) return wall - earlier
  const first = wall - Math.max(earlier, later)
  const second = wall - Math.min(earlier, later)
  if (first + zones.offsetAt(zone, first) === wall) return first
  if (second + zones.offsetAt(zone, second) === wall) return second
  return wall - earlier
}

function timeOfDay(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000
}

function parseDay(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return match === null ? null : daysOfDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
}

function merged(intervals: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [open, close] of [...intervals].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (close <= open) continue
    const last = result.at(-1)
    if (last !== undefined && open <= last[1]) last[1] = Math.max(last[1], close)
    else result.push([open, close])
  }
  return result
}

function without(open: readonly [number, number][], closed: readonly [number, number][]): [number, number][] {
  let rest = [...open]
  for (const [from, to] of closed) {
    rest = rest.flatMap(([a, b]): [number, number][] => {
      if (to <= a || b <= from) return [[a, b]]
      const parts: [number, number][] = [[a, Math.min(b, from)], [Math.max(a, to), b]]
      return parts.filter(([x, y]) => x < y)
    })
  }
  return rest
}
