import { DAY_MS } from './civil-date.ts'
import type { TimeSpan } from './open-spans.ts'
import type { ZoneOffsets } from './zone-offsets.ts'

type Table = { readonly starts: readonly number[]; readonly offsets: readonly number[] }

const MINUTE_MS = 60_000

function tableOf(zones: ZoneOffsets, zone: string, { from, to }: TimeSpan): Table {
  const starts = [from]
  const offsets = [zones.offsetAt(zone, from)]
  for (let day = from; day < to; day += DAY_MS) {
    const before = zones.offsetAt(zone, day)
    if (zones.offsetAt(zone, day + DAY_MS) === before) continue
    let same = day
    let changed = day + DAY_MS
    // Zones change their offset at whole minutes.
    while (changed - same > MINUTE_MS) {
      const middle = same + Math.floor((changed - same) / MINUTE_MS / 2) * MINUTE_MS
      if (zones.offsetAt(zone, middle) === before) same = middle
      else changed = middle
    }
    starts.push(changed)
    offsets.push(zones.offsetAt(zone, changed))
  }
  return { starts, offsets }
}

/** The same offsets for a period, each zone asked about once a day instead of at every instant; the period begins on a whole minute. */
export function tabledZoneOffsets(zones: ZoneOffsets, period: TimeSpan): ZoneOffsets {
  const tables = new Map<string, Table>()
  return {
    knows: zones.knows,
    offsetAt: (zone, utcMs) => {
      if (zone === 'UTC') return 0
      if (utcMs < period.from || utcMs >= period.to) return zones.offsetAt(zone, utcMs)
      const table = tables.get(zone) ?? tableOf(zones, zone, period)
      tables.set(zone, table)
      const index = table.starts.findLastIndex((start) => start <= utcMs)
      return table.offsets[index] ?? 0
    },
  }
}
