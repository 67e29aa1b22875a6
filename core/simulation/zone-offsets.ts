/** Where zone data comes from: the offset from UTC in milliseconds (east is positive) that a zone has at an instant. */
export type ZoneOffsets = { readonly offsetAt: (zone: string, utcMs: number) => number }

/** Offsets for runs whose calendars are all in UTC. */
export const utcOffsets: ZoneOffsets = {
  offsetAt: (zone) => {
    if (zone !== 'UTC') throw new Error(`Only UTC is known here, not ${zone}.`)
    return 0
  },
}
