import { chosenMetrics } from '../../metrics/registry.ts'
import type { RunFacts } from '../../metrics/ticket-facts.ts'
import type { Statistics } from '../figures.ts'
import { metricStatistics } from '../figures.ts'
import type { ReplicationResult } from '../replication-result.ts'
import type { RunPlan } from '../run-plan.ts'
import type { SeriesGrid } from '../series.ts'
import type { BatchMeans } from '../statistics/batch-means.ts'
import { batchMeans } from '../statistics/batch-means.ts'
import type { OpenCounts } from './open-tickets.ts'
import { openCounts } from './open-tickets.ts'
import type { ResponseGrids } from './response-curve.ts'
import { responseGrids } from './response-curve.ts'
import type { SlaCounts } from './sla-table.ts'
import { slaCounts } from './sla-table.ts'
import type { TimeMeans } from './time-use.ts'
import { timeMeans } from './time-use.ts'
import type { WeekCounts } from './week-map.ts'
import { weekCounts, weekHours } from './week-map.ts'

/** What a report needs of the tickets of one replication, of the flow or of today; the tickets themselves are let go. */
export type FoldedFacts = { readonly statistics: ReadonlyMap<string, Statistics>; readonly times: TimeMeans; readonly responses: ResponseGrids }

/** One replication of the flow without its tickets. */
export type FoldedReplication = Omit<ReplicationResult, 'facts'> & {
  readonly folded: FoldedFacts & {
    readonly tickets: number
    readonly outcomes: ReadonlyMap<string, number>
    readonly open: OpenCounts
    readonly targets: SlaCounts
    readonly week: WeekCounts
    /** Tickets that come in each step of the series. */
    readonly arrivals: Int32Array
    /** Of the pinned times. */
    readonly batchMeans: ReadonlyMap<string, BatchMeans>
    /** The priorities that the flow gave, by ticket. */
    readonly priorities: ReadonlyMap<string, string>
  }
}

/** Folds what every report needs. */
export function foldFacts(facts: RunFacts, { scenario: { kpis } }: Pick<RunPlan, 'scenario'>): FoldedFacts {
  return { statistics: metricStatistics(facts, chosenMetrics(kpis.choice)), times: timeMeans(facts), responses: responseGrids(facts) }
}

/** Folds a replication of the flow; `hourOf` is that of `weekHoursOf`, kept because it remembers what it has read. */
export function foldReplication({ facts, ...result }: ReplicationResult, plan: RunPlan, grid: SeriesGrid, hourOf: (at: number) => number): FoldedReplication {
  const { tickets } = facts
  const outcomes = new Map<string, number>()
  const arrivals = new Int32Array(grid.steps)
  const priorities = new Map<string, string>()
  for (const { id, outcome, createdAt, priority } of tickets) {
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    const step = Math.floor((createdAt - grid.startAt) / grid.stepMs)
    arrivals[step] = (arrivals[step] ?? 0) + 1
    if (priority !== null) priorities.set(id, priority)
  }
  return {
    ...result,
    folded: {
      ...foldFacts(facts, plan),
      tickets: tickets.length, outcomes, open: openCounts(facts), targets: slaCounts(facts), week: weekCounts({ facts, busy: result.busy }, hourOf), arrivals, batchMeans: pinnedBatchMeans(facts, plan), priorities,
    },
  }
}

/** The zone in which a run's week is drawn: that of the flow's first calendar. */
export function weekZone({ workflow }: Pick<RunPlan, 'workflow'>): string {
  return Object.values(workflow.spec.calendars ?? {})[0]?.timezone ?? 'UTC'
}

/** Reads the hour of the week in that zone. */
export function weekHoursOf(plan: Pick<RunPlan, 'workflow' | 'program'>): (at: number) => number {
  const zone = weekZone(plan)
  const { ports } = plan.program
  return weekHours((at) => ports?.zoneOffsetMs(zone, at) ?? 0)
}

function pinnedBatchMeans(facts: RunFacts, { scenario: { kpis: { choice, pinned } } }: Pick<RunPlan, 'scenario'>): ReadonlyMap<string, BatchMeans> {
  return new Map(chosenMetrics(choice).filter(({ id }) => pinned.includes(id)).flatMap((metric) => {
    const sample = metric.fold(facts)
    const means = sample.kind === 'values' ? batchMeans(sample.values) : null
    return means === null ? [] : [[metric.id, means] as const]
  }))
}
