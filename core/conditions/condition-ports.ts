/** What a condition may ask of the world of time: opening hours and zones, both deterministic. */
export type ConditionPorts = {
  /** Whether the calendar is open at the time (milliseconds since the epoch). */
  readonly isOpen: (calendarId: string, at: number) => boolean
  /** The offset of the zone from UTC at the time, in milliseconds. */
  readonly zoneOffsetMs: (zone: string, at: number) => number
}
