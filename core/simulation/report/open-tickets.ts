import { isRequest } from '../../metrics/samples.ts'
import type { RunFacts } from '../../metrics/ticket-facts.ts'
import { interval, meanOfKnown } from '../figures.ts'
import type { Interval } from '../run-report.ts'

/** A count as a mean over replications. */
export type MeanCount = { readonly mean: number; readonly ci95: Interval }

/** Tickets of which the run does not know the end: their times are longer than what was seen of them, and so are left out of times. */
export type Censored = {
  /** Neither solved nor ended in any other way by the end of the run. */
  readonly open: MeanCount
  /** Requests to which nobody replied by the end of the run. */
  readonly neverReplied: MeanCount
  /** Requests to which no person replied by the end of the run, although they were given to people. */
  readonly neverRepliedByPerson: MeanCount
  /** Targets that are still running. */
  readonly runningTargets: MeanCount
}

/** What one replication does not know to its end. */
export type OpenCounts = { readonly [Count in keyof Censored]: number } & { /** Unsolved at the end of the window, by age. */ readonly ages: readonly number[] }

/** Counts what one replication does not know to its end. */
export function openCounts({ tickets, window }: Pick<RunFacts, 'tickets' | 'window'>): OpenCounts {
  return {
    open: tickets.filter((ticket) => ticket.outcome === 'open').length,
    neverReplied: tickets.filter((ticket) => isRequest(ticket) && ticket.firstResponseAnyAt === null).length,
    neverRepliedByPerson: tickets.filter((ticket) => isRequest(ticket) && ticket.handedOverAt !== null && ticket.firstResponseHumanAt === null).length,
    runningTargets: tickets.reduce((sum, ticket) => sum + isRunning(ticket.slaFirstResponse) + isRunning(ticket.slaResolution) + ticket.clocks.reduce((some, clock) => some + isRunning(clock.result), 0), 0),
    ages: agesAtEnd(tickets, window.to),
  }
}

/** What is not known to its end, over replications. */
export function censored(runs: readonly OpenCounts[]): Censored {
  const count = (of: keyof Censored): MeanCount => {
    const each = runs.map((run) => run[of])
    return { mean: meanOfKnown(each) ?? 0, ci95: notNegative(interval(each)) }
  }
  return { open: count('open'), neverReplied: count('neverReplied'), neverRepliedByPerson: count('neverRepliedByPerson'), runningTargets: count('runningTargets') }
}

function isRunning(result: string | null): number {
  return result === 'active' || result === 'activeBreached' ? 1 : 0
}

function notNegative(range: Interval): Interval {
  return range === null ? null : [Math.max(0, range[0]), range[1]]
}

/** The upper ends of the classes of age, in milliseconds; a last class has no end. */
export const AGE_CLASSES_MS = [1, 3, 7, 14, 30].map((days) => days * 86_400_000)

/** Unsolved tickets at the end of the window by their age: one mean count for each class of `AGE_CLASSES_MS`, and one beyond. */
export function backlogAges(runs: readonly OpenCounts[]): readonly number[] {
  return Array.from({ length: AGE_CLASSES_MS.length + 1 }, (_, index) => (runs.length === 0 ? 0 : runs.reduce((sum, { ages }) => sum + (ages[index] ?? 0), 0) / runs.length))
}

function agesAtEnd(tickets: RunFacts['tickets'], end: number): readonly number[] {
  const counts = new Array<number>(AGE_CLASSES_MS.length + 1).fill(0)
  for (const { createdAt, endedAt } of tickets) {
    if (createdAt > end || (endedAt !== null && endedAt <= end)) continue
    const found = AGE_CLASSES_MS.findIndex((limit) => end - createdAt < limit)
    const index = found < 0 ? AGE_CLASSES_MS.length : found
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
