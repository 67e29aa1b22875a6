import type { RunFacts, TicketFacts, TimeParts } from '../../metrics/ticket-facts.ts'
import { meanOfKnown } from '../figures.ts'

/** Where the time of solved tickets goes: means over tickets, then over replications. The parts of each ticket add up to its resolution time exactly, so the means do too. */
export type TimeUse = { readonly tickets: number; readonly resolutionMs: number | null; readonly parts: Readonly<Record<keyof TimeParts, number | null>> }

/** The same for groups of tickets. */
export type TimeUses = { readonly all: TimeUse; readonly automatic: TimeUse; readonly byPeople: TimeUse }

const PARTS = ['handling', 'agents', 'agentQueue', 'peopleQueue', 'outOfHours', 'customer', 'solved', 'flow'] as const

type Means = { readonly n: number; readonly resolution: number | null; readonly means: readonly (number | null)[] }

/** Where the time of one replication goes: means over its tickets. */
export type TimeMeans = Readonly<Record<keyof TimeUses, Means>>

/** Where the time of one replication goes. */
export function timeMeans({ tickets }: Pick<RunFacts, 'tickets'>): TimeMeans {
  return {
    all: meansOf(tickets, () => true),
    automatic: meansOf(tickets, (ticket) => ticket.outcome === 'resolvedAutomatically'),
    byPeople: meansOf(tickets, (ticket) => ticket.outcome === 'resolvedByPerson'),
  }
}

/** Where the time goes, over replications. */
export function timeUses(runs: readonly TimeMeans[]): TimeUses {
  return { all: timeUse(runs.map((run) => run.all)), automatic: timeUse(runs.map((run) => run.automatic)), byPeople: timeUse(runs.map((run) => run.byPeople)) }
}

function meansOf(tickets: readonly TicketFacts[], counts: (ticket: TicketFacts) => boolean): Means {
  const sums = new Float64Array(PARTS.length)
  let n = 0
  let resolution = 0
  for (const ticket of tickets) {
    const { time, resolvedAt } = ticket
    if (time === null || resolvedAt === null || !counts(ticket)) continue
    n += 1
    resolution += resolvedAt - ticket.createdAt
    for (let index = 0; index < PARTS.length; index++) {
      const part = PARTS[index]
      if (part !== undefined) sums[index] = (sums[index] ?? 0) + time[part]
    }
  }
  return { n, resolution: n === 0 ? null : resolution / n, means: PARTS.map((_, index) => (n === 0 ? null : (sums[index] ?? 0) / n)) }
}

function timeUse(each: readonly Means[]): TimeUse {
  const mean = (part: keyof TimeParts): number | null => meanOfKnown(each.map((one) => one.means[PARTS.indexOf(part)] ?? null))
  return {
    tickets: meanOfKnown(each.map((one) => one.n)) ?? 0,
    resolutionMs: meanOfKnown(each.map((one) => one.resolution)),
    parts: {
      handling: mean('handling'), agents: mean('agents'), agentQueue: mean('agentQueue'), peopleQueue: mean('peopleQueue'), outOfHours: mean('outOfHours'),
      customer: mean('customer'), solved: mean('solved'), flow: mean('flow'),
    },
  }
}
