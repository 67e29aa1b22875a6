import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { Layout } from '../spec/layout.ts'
import type { ProjectFile } from '../spec/project-files.ts'
import type { TargetProfile } from './target-profile.ts'

/** What lies around a workflow file and is known to whoever checks it; what is absent is not checked against. */
export type LintSurroundings = {
  /** The sidecar with the places of the nodes. */
  readonly layout?: Layout
  /** The files around it: libraries that it uses, environments that it runs in. */
  readonly files?: readonly ProjectFile[]
  /** The export target that the flow is meant for. */
  readonly target?: TargetProfile
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
