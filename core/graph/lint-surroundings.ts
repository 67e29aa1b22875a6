import type { Layout } from '../spec/layout.ts'

/** What lies around a workflow file and is known to whoever checks it; what is absent is not checked against. */
export type LintSurroundings = {
  /** The sidecar with the places of the nodes. */
  readonly layout?: Layout
  /** How many tickets come in an hour on average, for the load of teams. */
  readonly ticketsPerHour?: number
}
