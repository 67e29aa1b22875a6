import type { WeeklyCalendar } from '../calendars/calendar.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import { wallClock, WEEKDAYS } from './wall-clock.ts'

/** When people evidently work. */
export type ServiceHours = {
  readonly n: number
  readonly calendar: WeeklyCalendar
  /** The share of what people did that lies within the calendar. */
  readonly covered: number
  readonly hoursPerWeek: number
  /** What people did by weekday and hour: 7 rows of 24, Monday first. */
  readonly byHour: readonly (readonly number[])[]
}

const FEWEST = 50
/** An hour with less than this share of what a busy hour of the week has counts as closed. */
const QUIET = 0.1
const BUSY_HOURS = 8
/** Somebody who looks in for an hour is no shift. */
const FEWEST_HOURS = 3
/** Hours this long a day are no shift, but a desk that never closes. */
const ROUND_THE_CLOCK = 20

/**
 * Proposes a calendar from the instants at which people did something: Monday to Friday share one pair of hours, Saturday and Sunday
 * each have their own. With too few instants it is always open.
 */
export function fitServiceHours(instants: readonly number[], zone: string, zones: ZoneOffsets): ServiceHours {
  const byHour = WEEKDAYS.map(() => new Array<number>(24).fill(0))
  for (const at of instants) {
    const { weekday, timeOfDayMs } = wallClock(at, zone, zones)
    const row = byHour[weekday]
    const hour = Math.min(23, Math.floor(timeOfDayMs / 3_600_000))
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + 1
  }
  const kinds = [{ days: [0, 1, 2, 3, 4] }, { days: [5] }, { days: [6] }].map(({ days }) => ({ days, perHour: Array.from({ length: 24 }, (_, hour) => days.reduce((sum, day) => sum + (byHour[day]?.[hour] ?? 0), 0) / days.length) }))
  const least = Math.max(...kinds.map(({ perHour }) => busyHour(perHour))) * QUIET
  const open = instants.length < FEWEST ? [] : kinds.flatMap(({ days, perHour }) => {
    const hours = openHours(perHour, least)
    return hours === null || hours.length < FEWEST_HOURS ? [] : [{ days: days.map((day) => WEEKDAYS[day] ?? ''), ...hours }]
  })
  const always = open.length === 0
  const rules = always ? [{ days: [...WEEKDAYS], from: 0, length: 24 }] : together(open)
  const inside = rules.reduce((sum, { days, from, length }) => sum + days.reduce((part, name) => part + within(byHour, WEEKDAYS.findIndex((day) => day === name), from, length), 0), 0)
  return {
    n: instants.length,
    calendar: { timezone: zone, open: rules.flatMap(openRules) },
    covered: instants.length === 0 ? 1 : inside / instants.length,
    hoursPerWeek: rules.reduce((sum, { days, length }) => sum + days.length * length, 0),
    byHour,
  }
}

type Rule = { readonly days: readonly string[]; readonly from: number; readonly length: number }

/** Days with the same hours share one rule. */
function together(rules: readonly Rule[]): readonly Rule[] {
  const found = new Map<string, Rule>()
  for (const rule of rules) {
    const key = `${rule.from} ${rule.length}`
    const same = found.get(key)
    found.set(key, same === undefined ? rule : { ...rule, days: [...same.days, ...rule.days] })
  }
  return [...found.values()]
}

/** What the busiest hours of a kind of day have on average. */
function busyHour(perHour: readonly number[]): number {
  return total([...perHour].sort((a, b) => b - a).slice(0, BUSY_HOURS)) / BUSY_HOURS
}

/** The shortest stretch of hours, past midnight if it must be, that has every hour that is not quiet; null where all are. */
function openHours(perHour: readonly number[], least: number): { readonly from: number; readonly length: number } | null {
  const lively = perHour.flatMap((count, hour) => (count > least ? [hour] : []))
  if (lively.length === 0) return null
  let best = { from: 0, length: 24 }
  lively.forEach((from, index) => {
    const before = lively[(index + lively.length - 1) % lively.length] ?? from
    const length = lively.length === 1 ? 1 : ((before - from + 24) % 24) + 1
    if (length < best.length) best = { from, length }
  })
  return best.length >= ROUND_THE_CLOCK ? { from: 0, length: 24 } : best
}

/** A rule as calendars write it: hours that run over midnight are two rules. */
function openRules({ days, from, length }: Rule): WeeklyCalendar['open'] {
  const end = from + length
  if (end <= 24) return [{ days, from: clock(from), to: clock(end) }]
  const next = WEEKDAYS.filter((_, index) => days.includes(WEEKDAYS[(index + 6) % 7] ?? ''))
  return [{ days, from: clock(from), to: clock(24) }, { days: next, from: clock(0), to: clock(end - 24) }]
}

function within(byHour: readonly (readonly number[])[], weekday: number, from: number, length: number): number {
  let sum = 0
  for (let step = 0; step < length; step++) {
    const hour = from + step
    sum += byHour[(weekday + Math.floor(hour / 24)) % 7]?.[hour % 24] ?? 0
  }
  return sum
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
