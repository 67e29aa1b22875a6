import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { Layout } from '../spec/layout.ts'

/** What lies around a workflow file and is known to whoever checks it; what is absent is not checked against. */
export type LintSurroundings = {
  /** The sidecar with the places of the nodes. */
  readonly layout?: Layout
  /** Time zone data; without it nothing is said that depends on when calendars are open. */
  readonly zones?: ZoneOffsets
  /** How many tickets come in an hour, on average over the whole week, for the load of teams. */
  readonly ticketsPerHour?: number
  /** Which share of the tickets comes to people, from 0 to 1. */
  readonly shareToPeople?: number
  /** How many minutes of work one ticket that comes to people takes on average. */
  readonly handleMinutes?: number
  /** Share of the tickets that need a skill, by skill; without it every skill is taken to be needed equally often. */
  readonly skillShares?: Readonly<Record<string, number>>
}
