/** How a ticket stood at the end of a run. */
export type TicketOutcome = 'resolvedAutomatically' | 'resolvedByPerson' | 'unresolved' | 'dropped' | 'abandoned' | 'open' | 'failed'

/** How a promise on time came out; `active` targets are still running, null where no promise was made. */
export type SlaResult = 'achieved' | 'breached' | 'active' | null

/** What the metrics need to know about one ticket; times are milliseconds since the epoch, null where it never happened or is not known. */
export type TicketFacts = {
  readonly id: string
  readonly createdAt: number
  readonly channel: string
  readonly priority: string | null
  readonly outcome: TicketOutcome
  /** An agent of the flow worked on it. */
  readonly aiInvolved: boolean
  /** It was handed to people after an agent had worked on it. */
  readonly escalated: boolean
  /** A person worked on it. */
  readonly byPerson: boolean
  /** How an automatic resolution is known: the customer confirmed, or left without asking for more. */
  readonly resolution: 'confirmed' | 'assumed' | null
  /** The answer did not help and the customer did not come back: closed as resolved without being so. */
  readonly gaveUp: boolean
  readonly firstResponseAnyAt: number | null
  readonly firstResponseHumanAt: number | null
  readonly resolvedAt: number | null
  /** Time spent waiting for the customer. */
  readonly pendingMs: number
  /** Public answers by people. */
  readonly humanReplies: number
  readonly reopens: number
  readonly slaFirstResponse: SlaResult
  readonly slaResolution: SlaResult
  readonly humanMs: number
  readonly aiActions: number
}

/** What the metrics need to know about a whole replication. */
export type RunFacts = {
  readonly tickets: readonly TicketFacts[]
  /** Totals over all teams; null where nothing is known about people (observed history). */
  readonly people: { readonly busyMs: number; readonly availableMs: number; readonly paidMs: number; readonly overtimeMs: number } | null
  /** Mean number of open tickets over the tickets' window; null where unknown. */
  readonly meanBacklog: number | null
  readonly rates: { readonly humanHour: number; readonly aiAction: number; readonly overtimeFactor: number }
}
