/** Where zone data comes from. */
export type ZoneOffsets = {
  /** The offset from UTC in milliseconds (east is positive) that a zone has at an instant; an unknown zone is an error that names it. */
  readonly offsetAt: (zone: string, utcMs: number) => number
  readonly knows: (zone: string) => boolean
}
