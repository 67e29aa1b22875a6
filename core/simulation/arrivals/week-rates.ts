import { weekdayOf } from '../../calendars/civil-date.ts'
import type { ArrivalsDocument } from '../../spec/scenario.ts'
import type { LocalClock } from './local-clock.ts'
import { WEEK_SLOTS } from './local-clock.ts'
import type { RateOfArrivals } from './nhpp.ts'

/** Arrivals an hour in each half hour of the week, Monday 00:00 first. */
export type WeekRates = readonly number[]

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const SLOTS_A_DAY = 48

/** The rates that a file gives; 24 numbers are hours, 48 half hours, days that are left out have none. */
export function writtenRates(perHour: NonNullable<Extract<ArrivalsDocument, { process: 'profile' }>['perHour']>): WeekRates {
  return DAYS.flatMap((day) => {
    const rates = perHour[day] ?? []
    return Array.from({ length: SLOTS_A_DAY }, (_, slot) => rates[rates.length === SLOTS_A_DAY ? slot : Math.floor(slot / 2)] ?? 0)
  })
}

/** The rates of a history: what came in a half hour of the week, by how often its days have it, from the first to the last whole local day. */
export function historyRates(instants: readonly number[], clock: LocalClock): WeekRates {
  const counts = new Array<number>(WEEK_SLOTS).fill(0)
  const days = new Array<number>(7).fill(0)
  let first = Infinity
  let last = -Infinity
  for (const at of instants) {
    const slot = clock.slotAt(at)
    const day = clock.dayAt(at)
    counts[slot] = (counts[slot] ?? 0) + 1
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  for (let day = first; day <= last; day++) days[weekdayOf(day)] = (days[weekdayOf(day)] ?? 0) + 1
  return counts.map((count, slot) => (count === 0 ? 0 : (2 * count) / (days[Math.floor(slot / SLOTS_A_DAY)] ?? 1)))
}

/** Arrivals in an ordinary week of seven times 24 hours. */
export function perWeek(rates: WeekRates): number {
  return rates.reduce((sum, rate) => sum + rate / 2, 0)
}

/** The same shape with other numbers. */
export function scaled(rates: WeekRates, factor: number): WeekRates {
  return rates.map((rate) => rate * factor)
}

/** The rates as the clock of a zone meets them: a week that loses or repeats an hour has 334 or 338 half hours. */
export function rateByClock(rates: WeekRates, clock: LocalClock): RateOfArrivals {
  return { perHourAt: (utcMs) => rates[clock.slotAt(utcMs)] ?? 0, most: Math.max(0, ...rates) }
}
