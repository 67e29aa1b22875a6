import type { ServiceFigures } from './report/service-figures.ts'
import type { MetricClock, Statistic } from '../metrics/define-metric.ts'
import type { BaselineCheck } from './judge-baseline.ts'
import type { ModelIdentity } from '../signals/signal-port.ts'
import type { ToneReading } from '../engine/tone-reading.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { Assumption, ConversationMessage } from '../engine/agent-contract.ts'
import type { Comparison } from './report/compare-with-today.ts'
import type { Censored } from './report/open-tickets.ts'
import type { ResponseCurves } from './report/response-curve.ts'
import type { SlaRow } from './report/sla-table.ts'
import type { TimeUses } from './report/time-use.ts'
import type { WeekMap } from './report/week-map.ts'
import type { BatchMeans } from './statistics/batch-means.ts'
import type { Overload } from './statistics/overload.ts'
import type { RunStop } from './statistics/run-stop.ts'

/** A 95 % confidence interval over replications; null with fewer than two replications or no observations. */
export type Interval = readonly [low: number, high: number] | null

/** One number of a run: pooled statistics averaged over replications, with t-intervals. Times are milliseconds, shares 0..1. */
export type KpiFigure = {
  readonly unit: 'ms' | 'share' | 'count' | 'money'
  /** The one of the statistics that stands for it when only one can be shown. */
  readonly statistic: Statistic
  readonly clock: MetricClock | null
  /** Which tickets it is about, in words. */
  readonly cohort: string
  /** Which of the metric's definitions was used; the dictionary has their words. */
  readonly variant: string
  readonly mean: number | null
  readonly p50: number | null
  readonly p90: number | null
  readonly p95: number | null
  readonly ci95: { readonly mean: Interval; readonly p50: Interval; readonly p90: Interval; readonly p95: Interval }
  /** Observations in one replication (mean over replications, rounded). */
  readonly n: number
}

/** KPIs by metric id. */
export type KpiTable = Readonly<Record<string, KpiFigure>>

/** What one team did in a run (means over replications; times in milliseconds): pieces of work and waits of the tickets that the figures are about; queues and hours in their window. */
export type TeamFigures = {
  readonly title: string
  readonly headcount: number
  readonly handled: number
  readonly occupancy: number | null
  readonly utilisation: number | null
  readonly meanWaitMs: number | null
  readonly p90WaitMs: number | null
  readonly meanQueue: number
  readonly maxQueue: number
  readonly busyMs: number
  readonly availableMs: number
  readonly overtimeMs: number
}

/** Values on a regular grid: index i covers [startAt + i*stepMs, +stepMs). */
export type RunSeries = {
  readonly startAt: number
  readonly stepMs: number
  readonly arrivals: readonly number[]
  readonly staff: readonly number[]
  readonly backlog: { readonly p10: readonly number[]; readonly p50: readonly number[]; readonly p90: readonly number[] }
  readonly baselineBacklog: readonly number[]
}

/** How far the model of today is from the history, by the median of the first response of a person. */
export type BaselineCalibration = {
  readonly observedMedianMs: number | null
  readonly simulatedMedianMs: number | null
  /** What the model is off by, as a share of the history: 0.5 is half as long again, -0.5 half as long. Null where the history says too little. */
  readonly off: number | null
  /** Whether "times faster" may be said: the verdict of `check`. */
  readonly trusted: boolean
}

/** "Today": observed in the imported history, and simulated with people only. */
export type BaselineReport = {
  readonly observed: KpiTable
  readonly simulated: KpiTable
  readonly team: TeamFigures
  readonly calibration: BaselineCalibration
  /** Why the model of today is trusted or not, with observed and simulated first responses of all tickets and by priority of the history; absent in reports of older versions. */
  readonly check?: BaselineCheck
}

/** The result of one simulation run; the same input gives the same bytes. */
export type RunReport = {
  readonly manifest: {
    readonly flowName: string
    readonly flowDigest: string
    /** The digests of the workflows that subflows ran, by name and version. */
    readonly subflows?: Readonly<Record<string, string>>
    readonly ticketsDigest: string
    readonly knowledgeDigest: string
    readonly scenarioDigest: string
    readonly models: readonly ModelIdentity[]
    readonly seed: number
    readonly replications: number
    readonly tickets: number
    readonly engine: string
  }
  /** Why there are as many replications as there are; absent where the scenario has no stop rule. */
  readonly stopped?: RunStop
  readonly kpis: KpiTable
  readonly baseline: BaselineReport
  readonly teams: Readonly<Record<string, TeamFigures>>
  /** Outcome id (resolvedAutomatically, resolvedByPerson, unresolved, dropped, abandoned, open, failed) -> mean count and share. */
  readonly outcomes: Readonly<Record<string, { readonly count: number; readonly share: number }>>
  /** Tickets of which the run does not know the end. */
  readonly censored: Censored
  readonly overload: Overload
  /** The part at the beginning in which the backlog is still on its way to its usual level (MSER-5 over the median backlog); `tooShort`: the whole window is too short to tell. */
  readonly startUp: { readonly untilMs: number; readonly ofMs: number; readonly tooShort: boolean }
  /** With one replication there are no intervals over replications: thirty batch means of the pinned times in its place. */
  readonly batchMeans: Readonly<Record<string, BatchMeans>>
  /** The pinned KPIs against today simulated, paired by replication. */
  readonly comparison: Comparison
  readonly slaTable: readonly SlaRow[]
  readonly timeUse: { readonly flow: TimeUses; readonly today: TimeUses }
  readonly responseCurves: { readonly flow: ResponseCurves; readonly today: ResponseCurves; readonly observed: ResponseCurves }
  readonly week: WeekMap
  /** Unsolved tickets at the end of the window by age, in the classes of `AGE_CLASSES_MS`. */
  readonly backlogAges: readonly number[]
  /** Mean count per replication: node visits, and tokens along each `source#port` edge; and how long work waited for people at a node. */
  readonly flow: { readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>>; readonly waits: Readonly<Record<string, { readonly n: number; readonly meanMs: number }>> }
  /** Agents whose services have limits. */
  readonly services: Readonly<Record<string, ServiceFigures>>
  readonly series: RunSeries
  /** On what the "would this answer have resolved it" of simulation.md 1.17 rests: tickets per kind of evidence. */
  readonly evidence: { readonly comparedWithHistory: number; readonly retrievalConfidence: number; readonly assumed: number }
  readonly assumptions: readonly Assumption[]
  readonly warnings: readonly string[]
}

/** One ticket of replication 0, in full: what the ticket list and the trace file show. */
export type TicketRun = {
  readonly id: string
  readonly subject: string
  readonly channel: string
  readonly createdAt: number
  readonly priority: string | null
  readonly outcome: string
  readonly automated: boolean
  readonly escalated: boolean
  readonly team: string | null
  readonly firstResponseAnyAt: number | null
  readonly firstResponseHumanAt: number | null
  readonly resolvedAt: number | null
  /** One sentence that says why the ticket ended as it did. */
  readonly why: string
  readonly conversation: readonly ConversationMessage[]
  /** The customer's tone through the conversation; null where no agent of the flow reads it. */
  readonly tone: ToneReading | null
  readonly trace: readonly TraceEntry[]
}
