import { meanOfKnown } from '../figures.ts'
import type { TicketRun } from '../run-report.ts'
import type { ComparedRun } from './compare.ts'
import type { TicketPair } from './compare-tickets.ts'

/** What tickets are grouped by. */
export type GroupBy = 'issueType' | 'language' | 'channel' | 'tier'

/** A group of tickets on both sides: mean differences over its tickets. */
export type GroupChange = {
  readonly by: GroupBy
  readonly name: string
  readonly tickets: number
  readonly worse: number
  readonly better: number
  readonly firstResponseDeltaMs: number | null
  readonly resolutionDeltaMs: number | null
  /** Change of the share that is solved. */
  readonly solvedDelta: number
  readonly lossMs: number
}

/** Who gets worse and who gets better: groups by issue type, language, channel and tier, the greatest losses first. */
export function compareGroups(pairs: readonly TicketPair[], a: ComparedRun, b: ComparedRun): readonly GroupChange[] {
  const arrivals = new Map(b.session.plan.arrivals.map((arrival) => [arrival.id, arrival]))
  const [runs = new Map<string, TicketRun>(), others = new Map<string, TicketRun>()] = [a, b].map(({ results }) => new Map((results[0]?.tickets ?? []).map((ticket) => [ticket.id, ticket])))
  const from = a.session.plan.scenario.issueTypeFrom ?? 'triage.issueType'
  const nameOf: Readonly<Record<GroupBy, (id: string) => string>> = {
    // By the reading of the first side, so that a ticket stands in one group whatever the second makes of it.
    issueType: (id) => issueTypeOf(runs.get(id), from) ?? issueTypeOf(others.get(id), from) ?? 'unknown',
    language: (id) => arrivals.get(id)?.language ?? 'unknown',
    channel: (id) => arrivals.get(id)?.channel ?? 'unknown',
    tier: (id) => arrivals.get(id)?.customer.tier ?? 'unknown',
  }
  return (['issueType', 'language', 'channel', 'tier'] as const).flatMap((by) => {
    const groups = new Map<string, TicketPair[]>()
    for (const pair of pairs) {
      const name = nameOf[by](pair.id)
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [pair])
      else group.push(pair)
    }
    return [...groups].map(([name, members]) => groupOf(by, name, members)).sort((x, y) => y.lossMs - x.lossMs || (x.name < y.name ? -1 : 1))
  })
}

function groupOf(by: GroupBy, name: string, members: readonly TicketPair[]): GroupChange {
  const mean = (pick: (pair: TicketPair) => number | null): number | null => meanOfKnown(members.map(pick))
  return {
    by, name, tickets: members.length,
    worse: members.filter((pair) => pair.lossMs > 0).length,
    better: members.filter((pair) => pair.lossMs < 0).length,
    firstResponseDeltaMs: mean((pair) => pair.firstResponse.delta),
    resolutionDeltaMs: mean((pair) => pair.resolution.delta),
    solvedDelta: mean((pair) => pair.solved.b - pair.solved.a) ?? 0,
    lossMs: mean((pair) => pair.lossMs) ?? 0,
  }
}

/** The issue type that the flow found: what stands under the name of the field in the outputs of the agent before it, or of any. */
function issueTypeOf(ticket: TicketRun | undefined, from: string): string | null {
  const [agent, field = 'issueType'] = from.split('.')
  let found: string | null = null
  for (const { node, outputs } of ticket?.trace ?? []) {
    const value = outputs?.[field] ?? outputs?.['issueType']
    if (typeof value !== 'string' || value === '') continue
    if (node === agent) return value
    found ??= value
  }
  return found
}
