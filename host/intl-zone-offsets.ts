import type { ZoneOffsets } from '../core/simulation/zone-offsets.ts'

const MINUTE_MS = 60_000
// Real zones change their offset at whole minutes UTC and keep it for hours: asking once a quarter of an hour is exact.
const STEP_MS = 15 * MINUTE_MS

/** Zone offsets from the time zone data of this machine's ICU; an unknown zone is a RangeError that names it. */
export function intlZoneOffsets(): ZoneOffsets {
  const formats = new Map<string, Intl.DateTimeFormat>()
  const known = new Map<string, Map<number, number>>()
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
        offset = wallTime(formatOf(formats, zone), step * STEP_MS) - step * STEP_MS
        offsets.set(step, offset)
      }
      return offset
    },
  }
}

function formatOf(formats: Map<string, Intl.DateTimeFormat>, zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
    })
    formats.set(zone, format)
  }
  return format
}

function wallTime(format: Intl.DateTimeFormat, utcMs: number): number {
  const parts = new Map(format.formatToParts(utcMs).map((part) => [part.type, part.value]))
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year')
  return Date.UTC(year, read('month') - 1, read('day'), read('hour'), read('minute'), read('second'))
}
