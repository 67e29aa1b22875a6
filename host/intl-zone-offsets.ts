import { formattedZoneOffsets, wallClockFormat } from '../core/calendars/formatted-zone-offsets.ts'
import type { ZoneOffsets } from '../core/calendars/zone-offsets.ts'

/** Zone offsets from the time zone data of this machine's ICU; an unknown zone is a RangeError that names it. */
export function intlZoneOffsets(): ZoneOffsets {
  return formattedZoneOffsets((timeZone) => new Intl.DateTimeFormat(wallClockFormat.locale, { ...wallClockFormat.fields, timeZone }))
}
