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

/** What is not known to its end. */
export function censored(runs: readonly RunFacts[]): Censored {
  const count = (of: (run: RunFacts) => number): MeanCount => {
    const each = runs.map(of)
    return { mean: meanOfKnown(each) ?? 0, ci95: notNegative(interval(each)) }
  }
  return {
    open: count(({ tickets }) => tickets.filter((ticket) => ticket.outcome === 'open').length),
    neverReplied: count(({ tickets }) => tickets.filter((ticket) => isRequest(ticket) && ticket.firstResponseAnyAt === null).length),
    neverRepliedByPerson: count(({ tickets }) => tickets.filter((ticket) => isRequest(ticket) && ticket.handedOverAt !== null && ticket.firstResponseHumanAt === null).length),
    runningTargets: count(({ tickets }) => tickets.reduce((sum, ticket) => sum + isRunning(ticket.slaFirstResponse) + isRunning(ticket.slaResolution) + ticket.clocks.reduce((some, clock) => some + isRunning(clock.result), 0), 0)),
  }
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
export function backlogAges(runs: readonly RunFacts[]): readonly number[] {
  const counts = new Array<number>(AGE_CLASSES_MS.length + 1).fill(0)
  for (const { tickets, window } of runs) {
    for (const { createdAt, endedAt } of tickets) {
      if (createdAt > window.to || (endedAt !== null && endedAt <= window.to)) continue
      const found = AGE_CLASSES_MS.findIndex((end) => window.to - createdAt < end)
      const index = found < 0 ? AGE_CLASSES_MS.length : found
      counts[index] = (counts[index] ?? 0) + 1
    }
  }
  return counts.map((count) => (runs.length === 0 ? 0 : count / runs.length))
}
