import { DAY_MS, weekdayOf } from '../../calendars/civil-date.ts'
import { isRequest } from '../../metrics/samples.ts'
import type { RunFacts } from '../../metrics/ticket-facts.ts'
import { meanOfKnown } from '../figures.ts'
import type { HalfHours } from '../half-hours.ts'
import { HALF_HOUR_MS } from '../half-hours.ts'
import { sortedQuantile } from '../variates.ts'

/** Hours of a week, Monday 0:00 first; each list has 168 entries, null where nothing is known of that hour. */
export type WeekMap = {
  readonly timezone: string
  /** Tickets of the whole window that came in that hour, as a mean over replications. */
  readonly arrivals: readonly number[]
  readonly firstResponseP90Ms: readonly (number | null)[]
  /** First-response targets that were missed, of those with one. */
  readonly breachShare: readonly (number | null)[]
  /** People at work, of those available. */
  readonly occupancy: readonly (number | null)[]
}

const HOURS = 168

type Slots = Pick<HalfHours, 'startAt' | 'values'>

/** Reads the clock on the wall: the hour of the week at an instant. */
export function weekHours(offsetAt: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>()
  return (at) => {
    const slot = Math.floor(at / HALF_HOUR_MS)
    const found = known.get(slot)
    if (found !== undefined) return found
    const wall = slot * HALF_HOUR_MS + offsetAt(slot * HALF_HOUR_MS)
    const day = Math.floor(wall / DAY_MS)
    const hour = weekdayOf(day) * 24 + Math.floor((wall - day * DAY_MS) / 3_600_000)
    known.set(slot, hour)
    return hour
  }
}

/** One replication by the hours of the week. */
export type WeekCounts = { readonly arrivals: Float64Array; readonly p90: readonly (number | null)[]; readonly promised: Float64Array; readonly missed: Float64Array; readonly busy: Float64Array }

/** When the tickets of one replication come, and how they fare, by the hour in which they came; people by the hour in which they work. */
export function weekCounts({ facts, busy }: { readonly facts: Pick<RunFacts, 'tickets'>; readonly busy: Slots }, hourOf: (at: number) => number): WeekCounts {
  const arrivals = new Float64Array(HOURS)
  const times: number[][] = Array.from({ length: HOURS }, () => [])
  const promised = new Float64Array(HOURS)
  const missed = new Float64Array(HOURS)
  for (const ticket of facts.tickets) {
    const hour = hourOf(ticket.createdAt)
    arrivals[hour] = (arrivals[hour] ?? 0) + 1
    if (isRequest(ticket) && ticket.firstResponseAnyAt !== null) times[hour]?.push(ticket.firstResponseAnyAt - ticket.createdAt)
    if (ticket.slaFirstResponse === null) continue
    promised[hour] = (promised[hour] ?? 0) + 1
    if (ticket.slaFirstResponse === 'breached' || ticket.slaFirstResponse === 'activeBreached') missed[hour] = (missed[hour] ?? 0) + 1
  }
  return { arrivals, p90: times.map((some) => (some.length === 0 ? null : sortedQuantile(Float64Array.from(some).sort(), 0.9))), promised, missed, busy: byHour(busy, hourOf) }
}

/** The same over replications. */
export function weekMap(timezone: string, hourOf: (at: number) => number, each: readonly WeekCounts[], available: Slots): WeekMap {
  const people = byHour(available, hourOf)
  const hours = <T>(of: (hour: number) => T): readonly T[] => Array.from({ length: HOURS }, (_, hour) => of(hour))
  return {
    timezone,
    arrivals: hours((hour) => meanOfKnown(each.map((one) => one.arrivals[hour] ?? 0)) ?? 0),
    firstResponseP90Ms: hours((hour) => meanOfKnown(each.map((one) => one.p90[hour] ?? null))),
    breachShare: hours((hour) => meanOfKnown(each.map((one) => ((one.promised[hour] ?? 0) === 0 ? null : (one.missed[hour] ?? 0) / (one.promised[hour] ?? 1))))),
    occupancy: hours((hour) => ((people[hour] ?? 0) <= 0 ? null : meanOfKnown(each.map((one) => Math.min(1, (one.busy[hour] ?? 0) / (people[hour] ?? 1)))))),
  }
}

function byHour({ startAt, values }: Slots, hourOf: (at: number) => number): Float64Array {
  const sums = new Float64Array(HOURS)
  for (let index = 0; index < values.length; index++) {
    const hour = hourOf(startAt + index * HALF_HOUR_MS)
    sums[hour] = (sums[hour] ?? 0) + (values[index] ?? 0)
  }
  return sums
}
