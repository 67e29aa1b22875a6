/** How a ticket stood at the end of a run. */
export type TicketOutcome = 'resolvedAutomatically' | 'resolvedByPerson' | 'unresolved' | 'dropped' | 'abandoned' | 'open' | 'failed'

/** How a target on time came out: completed (`achieved`, `breached`), or still running (`active`, and `activeBreached` past its time); null where there was none. */
export type SlaResult = 'achieved' | 'breached' | 'active' | 'activeBreached' | null

/** One more target of a ticket beside first response and resolution; a ticket may have several of the same metric, such as one for each next reply. */
export type ClockFact = { readonly metric: string; readonly result: NonNullable<SlaResult>; readonly overMs: number }

/** Where the time from creation to the solution went; the parts add up to it exactly. */
export type TimeParts = {
  /** A person worked on it. */
  readonly handling: number
  /** An agent or tool of the flow worked on it. */
  readonly agents: number
  /** It waited for the service behind an agent. */
  readonly agentQueue: number
  /** It waited for a person in the hours of the team. */
  readonly peopleQueue: number
  /** It waited for a person while nobody of the team was on shift. */
  readonly outOfHours: number
  /** We waited for the customer. */
  readonly customer: number
  /** It was solved, and reopened later. */
  readonly solved: number
  /** Timers and waits of the flow itself. */
  readonly flow: number
}

/** What the metrics need to know about one ticket; times are milliseconds since the epoch, null where it never happened or is not known. */
export type TicketFacts = {
  readonly id: string
  /** The ticket that it follows up, because that one was closed. */
  readonly linkedTo: string | null
  readonly createdAt: number
  readonly channel: string
  readonly priority: string | null
  readonly outcome: TicketOutcome
  /** An agent of the flow worked on it. */
  readonly aiInvolved: boolean
  /** Messages of the flow's agents to the customer: answers and questions. */
  readonly aiReplies: number
  /** It was handed to people after an agent had worked on it. */
  readonly escalated: boolean
  /** A person worked on it. */
  readonly byPerson: boolean
  /** When it was first given to people to talk to the customer. */
  readonly handedOverAt: number | null
  /** How often people passed it on to another team. */
  readonly teamChanges: number
  /** How an automatic resolution is known: the customer confirmed, or left without asking for more. */
  readonly resolution: 'confirmed' | 'assumed' | null
  /** The probability that the standing answer of the flow resolves it, by the evidence. */
  readonly resolvedProbability: number | null
  /** The answer did not help and the customer did not come back: closed as resolved without being so. */
  readonly gaveUp: boolean
  /** The shortest time after an answer of the flow in which the customer came back for more. */
  readonly askedAgainAfterMs: number | null
  readonly firstResponseAnyAt: number | null
  readonly firstResponseHumanAt: number | null
  /** The same in the business hours of its promise (else of the flow's first calendar); null where there are none. */
  readonly firstResponseAnyBusinessMs: number | null
  readonly firstResponseHumanBusinessMs: number | null
  readonly resolutionBusinessMs: number | null
  readonly firstResolvedAt: number | null
  readonly resolvedAt: number | null
  /** When it last ended, however it did; null while it is open. */
  readonly endedAt: number | null
  /** Time spent waiting for the customer, up to the solution where there is one. */
  readonly pendingMs: number
  /** Time spent waiting for somebody else, up to the solution. */
  readonly onHoldMs: number
  /** Time spent solved before it was reopened. */
  readonly solvedMs: number
  /** From the oldest message of the customer that no person had answered to the next answer of a person, for each. */
  readonly nextRepliesMs: readonly number[]
  /** Public answers by people. */
  readonly humanReplies: number
  readonly reopens: number
  readonly slaFirstResponse: SlaResult
  readonly slaResolution: SlaResult
  /** Time over the target; 0 where it was met or still runs within it. */
  readonly slaFirstResponseOverMs: number
  readonly slaResolutionOverMs: number
  readonly clocks: readonly ClockFact[]
  readonly humanMs: number
  readonly aiActions: number
  /** The customer's frustration at the end, 0 to 1, where an agent reads it. */
  readonly frustration: number | null
  /** Where the time to the solution went; null for a ticket without one. */
  readonly time: TimeParts | null
}

/** The facts of a ticket to which nothing has happened yet. */
export const untouchedTicket: Omit<TicketFacts, 'id' | 'createdAt' | 'channel'> = {
  linkedTo: null,
  priority: null, outcome: 'open', aiInvolved: false, aiReplies: 0, escalated: false, byPerson: false, handedOverAt: null, teamChanges: 0, resolution: null, resolvedProbability: null, gaveUp: false,
  askedAgainAfterMs: null, firstResponseAnyAt: null, firstResponseHumanAt: null, firstResponseAnyBusinessMs: null, firstResponseHumanBusinessMs: null, resolutionBusinessMs: null, firstResolvedAt: null,
  resolvedAt: null, endedAt: null, pendingMs: 0, onHoldMs: 0, solvedMs: 0, nextRepliesMs: [], humanReplies: 0, reopens: 0, slaFirstResponse: null, slaResolution: null, slaFirstResponseOverMs: 0,
  slaResolutionOverMs: 0, clocks: [], humanMs: 0, aiActions: 0, frustration: null, time: null,
}

/** What a run's people did and cost, over all teams. */
export type PeopleFacts = {
  readonly busyMs: number
  readonly availableMs: number
  readonly paidMs: number
  readonly overtimeMs: number
  /** Paid time at the hourly rate of each team, and overtime likewise with its factor. */
  readonly paidCost: number
  readonly overtimeCost: number
}

/** What the metrics need to know about a whole replication. */
export type RunFacts = {
  readonly tickets: readonly TicketFacts[]
  /** Totals over all teams; null where nothing is known about people (observed history). */
  readonly people: PeopleFacts | null
  /** Mean number of open tickets over the tickets' window; null where unknown. */
  readonly meanBacklog: number | null
  /** The time in which the tickets came. */
  readonly window: { readonly from: number; readonly to: number }
  readonly rates: { readonly humanHour: number; readonly aiAction: number; readonly aiResolution: number; readonly fixedPerMonth: number }
  /** Live channels: what counts as answered in time, and as a short abandonment. */
  readonly live: { readonly withinMs: number; readonly shortMs: number }
  /** The scenario's own estimate that a customer would rate a ticket as good; null where it gives none. */
  readonly csatProxy: ((ticket: TicketFacts) => number | null) | null
}
