import { DAY_MS, daysOfDate } from './civil-date.ts'
import type { ZoneOffsets } from './zone-offsets.ts'

/** What writes an instant as the wall clock of one zone shows it, part by part; a DateTimeFormat made with `wallClockFormat` is one. */
export type WallClock = { readonly formatToParts: (utcMs: number) => readonly { readonly type: string; readonly value: string }[] }

/** Locale and fields with which a wall clock must write. */
export const wallClockFormat = {
  locale: 'en-US-u-ca-gregory-nu-latn',
  fields: { hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short' },
} as const

// Real zones change their offset at whole minutes UTC and keep it for hours: asking once a quarter of an hour is exact.
const STEP_MS = 900_000

/** Zone offsets read off wall clocks; `clockOf` throws for a zone that it does not know. */
export function formattedZoneOffsets(clockOf: (zone: string) => WallClock): ZoneOffsets {
  const clocks = new Map<string, WallClock>()
  const known = new Map<string, Map<number, number>>()
  const clock = (zone: string): WallClock => {
    const made = clocks.get(zone) ?? clockOf(zone)
    clocks.set(zone, made)
    return made
  }
  return {
    offsetAt: (zone, utcMs) => {
      if (zone === 'UTC') return 0
      const step = Math.floor(utcMs / STEP_MS)
      let offsets = known.get(zone)
      if (offsets === undefined) {
        offsets = new Map()
        known.set(zone, offsets)
      }
      let offset = offsets.get(step)
      if (offset === undefined) {
        offset = wallTime(clock(zone), step * STEP_MS) - step * STEP_MS
        offsets.set(step, offset)
      }
      return offset
    },
    knows: (zone) => {
      try {
        return zone === 'UTC' || clock(zone) !== undefined
      } catch {
        return false
      }
    },
  }
}

function wallTime(clock: WallClock, utcMs: number): number {
  const parts = new Map(clock.formatToParts(utcMs).map((part) => [part.type, part.value]))
  const read = (type: string): number => Number(parts.get(type))
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year')
  return daysOfDate({ year, month: read('month'), day: read('day') }) * DAY_MS + ((read('hour') * 60 + read('minute')) * 60 + read('second')) * 1000
}
