import type { ExtraClock } from './scenario.ts'

/** The states of a ticket as help desks name them. */
export type DeskStatus = 'new' | 'open' | 'pending' | 'onHold' | 'solved' | 'closed' | 'abandoned'

/** How a clock of a help desk runs. */
export type ClockRule = {
  /** At creation, with a message of the customer after the first reply, or with a reply of a person. */
  readonly starts: 'creation' | 'customerMessage' | 'personReply'
  readonly stops: 'personReply' | 'anyReply' | 'solved'
  readonly runsIn: ReadonlySet<DeskStatus>
  /** The calendar that is in force at its end counts for all of it; else each span counts in that of its time. */
  readonly oneCalendar: boolean
}

const unsolved: ReadonlySet<DeskStatus> = new Set(['new', 'open', 'pending', 'onHold'])
const notPending: ReadonlySet<DeskStatus> = new Set(['new', 'open', 'onHold'])
const ours: ReadonlySet<DeskStatus> = new Set(['new', 'open'])

/** The seven clocks: when each starts, stops and pauses. None runs while a ticket is solved; what stops with the solution goes on when it is reopened. */
export const clockRules: Readonly<Record<ExtraClock['metric'], ClockRule>> = {
  firstReplyHuman: { starts: 'creation', stops: 'personReply', runsIn: unsolved, oneCalendar: true },
  firstResponseAny: { starts: 'creation', stops: 'anyReply', runsIn: unsolved, oneCalendar: true },
  nextReply: { starts: 'customerMessage', stops: 'personReply', runsIn: unsolved, oneCalendar: true },
  requesterWait: { starts: 'creation', stops: 'solved', runsIn: notPending, oneCalendar: false },
  agentWork: { starts: 'creation', stops: 'solved', runsIn: ours, oneCalendar: false },
  totalResolution: { starts: 'creation', stops: 'solved', runsIn: unsolved, oneCalendar: true },
  pausableUpdate: { starts: 'personReply', stops: 'personReply', runsIn: notPending, oneCalendar: false },
}
