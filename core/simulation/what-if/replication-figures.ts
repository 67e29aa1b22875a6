import type { KpiChoice } from '../../metrics/registry.ts'
import { chosenMetrics } from '../../metrics/registry.ts'
import type { TicketFacts } from '../../metrics/ticket-facts.ts'
import type { Statistics } from '../figures.ts'
import { statisticsOf } from '../figures.ts'
import type { ReplicationResult } from '../replication-result.ts'
import type { RunPlan } from '../run-plan.ts'

/** What one team did in one replication, as much of it as a search for people needs. */
export type TeamLoad = { readonly handled: number; /** Done in the time that the following cover. */ readonly inWindow: number; readonly busyMs: number; readonly availableMs: number; readonly paidMs: number }

/** One replication reduced to its figures: small enough to keep for every point of a search, and to send between threads. */
export type ReplicationFigures = {
  readonly kpis: Readonly<Record<string, Statistics>>
  /** Times again, with the tickets that never came to that point as endless ones; only for metrics where that can be told. */
  readonly strict: Readonly<Record<string, Statistics>>
  readonly teams: Readonly<Record<string, TeamLoad>>
}

/** Reduces a replication; every statistic is taken within it. */
export function replicationFigures({ facts, teams }: Pick<ReplicationResult, 'facts' | 'teams'>, plan: Pick<RunPlan, 'teams'>, choice: KpiChoice): ReplicationFigures {
  const samples = chosenMetrics(choice).map((metric) => [metric.id, metric.fold(facts)] as const)
  return {
    kpis: Object.fromEntries(samples.map(([id, sample]) => [id, statisticsOf(sample)])),
    strict: Object.fromEntries(samples.flatMap(([id, sample]) => {
      const counts = unfinishedIn[id]
      return counts === undefined || sample.kind !== 'values' ? [] : [[id, withEndless(sample.values, facts.tickets.filter(counts).length)] as const]
    })),
    teams: Object.fromEntries(plan.teams.flatMap(({ id }, index) => {
      const total = teams[index]
      return total === undefined ? [] : [[id, { handled: total.counted, inWindow: total.inWindow, busyMs: total.busyMs, availableMs: total.availableMs, paidMs: total.paidMs }] as const]
    })),
  }
}

const FEW = 0.01

function withEndless(values: readonly number[], endless: number): Statistics {
  const known = statisticsOf({ kind: 'values', values })
  const n = values.length + endless
  if (endless === 0 || n === 0) return known
  const sorted = Float64Array.from(values).sort()
  const at = (p: number): number => {
    const place = p * (n - 1)
    const upper = Math.ceil(place)
    if (upper >= sorted.length) return Infinity
    const low = sorted[Math.floor(place)] ?? Infinity
    return low + ((sorted[upper] ?? Infinity) - low) * (place - Math.floor(place))
  }
  return { mean: endless > FEW * n ? Infinity : known.mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), n }
}

const isStranded = ({ outcome }: TicketFacts): boolean => outcome === 'open' || outcome === 'abandoned'
const unanswered = (ticket: TicketFacts): boolean => isStranded(ticket) && ticket.firstResponseAnyAt === null
const unansweredByPeople = (ticket: TicketFacts): boolean => isStranded(ticket) && ticket.firstResponseHumanAt === null && (ticket.handedOverAt !== null || !ticket.aiInvolved)
const unsolved = (ticket: TicketFacts): boolean => isStranded(ticket)

// A metric of times is about those that came to an end: with too few people the slow ones never do, and the rest looks fast.
const unfinishedIn: Readonly<Record<string, (ticket: TicketFacts) => boolean>> = {
  firstResponseAny: unanswered,
  firstResponseAnyBusiness: unanswered,
  firstResponseHuman: unansweredByPeople,
  firstResponseHumanBusiness: unansweredByPeople,
  firstResolutionTime: unsolved,
  resolutionTime: unsolved,
  resolutionTimeBusiness: unsolved,
  requesterWait: unsolved,
}
