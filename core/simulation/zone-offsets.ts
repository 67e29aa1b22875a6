/** Where zone data comes from: the offset from UTC in milliseconds (east is positive) that a zone has at an instant. */
export type ZoneOffsets = { readonly offsetAt: (zone: string, utcMs: number) => number }
