import type { RunFacts, TicketFacts, TimeParts } from '../../metrics/ticket-facts.ts'
import { meanOfKnown } from '../figures.ts'

/** Where the time of solved tickets goes: means over tickets, then over replications. The parts of each ticket add up to its resolution time exactly, so the means do too. */
export type TimeUse = { readonly tickets: number; readonly resolutionMs: number | null; readonly parts: Readonly<Record<keyof TimeParts, number | null>> }

/** The same for groups of tickets. */
export type TimeUses = { readonly all: TimeUse; readonly automatic: TimeUse; readonly byPeople: TimeUse }

const PARTS = ['handling', 'agents', 'agentQueue', 'peopleQueue', 'outOfHours', 'customer', 'solved', 'flow'] as const

/** Where the time goes. */
export function timeUses(runs: readonly RunFacts[]): TimeUses {
  return {
    all: timeUse(runs, () => true),
    automatic: timeUse(runs, (ticket) => ticket.outcome === 'resolvedAutomatically'),
    byPeople: timeUse(runs, (ticket) => ticket.outcome === 'resolvedByPerson'),
  }
}

function timeUse(runs: readonly RunFacts[], counts: (ticket: TicketFacts) => boolean): TimeUse {
  const each = runs.map(({ tickets }) => {
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
  })
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
