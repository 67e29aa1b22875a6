import type { Assumption } from '../engine/agent-contract.ts'
import type { KpiChoice } from '../metrics/registry.ts'
import type { CsatProxyDocument } from '../spec/kpis-schema.ts'
import type { ArrivalsDocument, PersonDocument, RoutingDocument, ScenarioDocument } from '../spec/scenario.ts'
import type { Distribution } from './variates.ts'
import type { SHIFT_END } from './work-items.ts'

/** How long pieces of human work take; the most exact entry wins: team and issue type, team, issue type, standard. */
export type HandleTimes = {
  readonly standard: Distribution
  readonly teams: Readonly<Record<string, Distribution>>
  readonly issueTypes: Readonly<Record<string, Distribution>>
  readonly teamsAndIssueTypes: Readonly<Record<string, Readonly<Record<string, Distribution>>>>
  readonly escalatedFactor: number
  readonly approvalFactor: number
}

/** Limits of the service behind an agent; null is no limit. */
export type AgentLimits = { readonly concurrency: number | null; readonly perMinute: number | null; readonly failure: number; readonly retries: number }

/** How work finds people, every rule decided; times in milliseconds. */
export type RoutingRules = {
  readonly discipline: NonNullable<RoutingDocument['discipline']>
  /** By priority, P1 to P5. */
  readonly weights: Readonly<Record<string, number>>
  readonly ageAfterMs: number
  readonly preemption: { readonly by: readonly string[]; readonly of: readonly string[] } | null
  /** Null: individual where people are named, else pooled. */
  readonly people: 'pooled' | 'individual' | null
  readonly agentSelection: NonNullable<RoutingDocument['agentSelection']>
  readonly queueSelection: NonNullable<RoutingDocument['queueSelection']>
  readonly relaxSkillsAfterMs: number | null
  readonly reserve: number
  readonly affinityWaitMs: number
  readonly assignedCap: number | null
}

/** How long customers wait for the first reply before they leave. */
export type Patience = {
  readonly channels: Readonly<Record<string, Distribution>>
  readonly issueTypes: Readonly<Record<string, Distribution>>
  readonly teams: Readonly<Record<string, Distribution>>
  readonly restart: boolean
}

/** One SLA target beside those of the flow; targets in milliseconds by priority. */
export type ExtraClock = { readonly metric: NonNullable<ScenarioDocument['spec']['clocks']>[number]['metric']; readonly targets: Readonly<Record<string, number>>; readonly calendar: string | null }

/** What a scenario changes about a team, rules merged with the common ones. */
export type TeamChange = {
  readonly headcount: number | null
  readonly shifts: readonly { readonly calendar: string; readonly headcount: number }[] | null
  readonly shrinkage: number
  readonly people: readonly PersonDocument[] | null
  readonly onShiftEnd: Readonly<Record<string, keyof typeof SHIFT_END>>
  readonly routing: RoutingRules
  readonly humanHour: number
}

/** A scenario with every value decided; durations are milliseconds. */
export type Scenario = {
  readonly name: string
  readonly arrivals: ArrivalsDocument
  /** Instants in milliseconds UTC; null where the tickets decide. */
  readonly window: { readonly from: number | null; readonly to: number | null; readonly warmUpMs: number; readonly coolDownMs: number }
  readonly seed: number
  readonly replications: number
  readonly stop: { readonly kpi: string; readonly statistic: 'mean' | 'p50' | 'p90' | 'p95' | null; readonly within: number; readonly atMost: number } | null
  readonly volume: number
  readonly shrinkage: number
  readonly handleTime: HandleTimes
  readonly baseline: {
    readonly teams: readonly { readonly id: string; readonly calendar: string; readonly headcount: number }[] | null
    readonly handleTime: HandleTimes
    readonly shrinkage: number
    readonly responseDelay: Distribution | null
    /** In place of it, by the priority of the history. */
    readonly responseDelays: Readonly<Record<string, Distribution>>
  }
  /** Null: triage.issueType, or the issueType output of the first agent that has one. */
  readonly issueTypeFrom: string | null
  readonly aiLatency: { readonly standard: Distribution; readonly roles: Readonly<Record<string, Distribution>>; readonly agents: Readonly<Record<string, Distribution>> }
  readonly aiLimits: { readonly standard: AgentLimits; readonly roles: Readonly<Record<string, AgentLimits>>; readonly agents: Readonly<Record<string, AgentLimits>> }
  readonly toolLatency: Distribution
  readonly customer: {
    readonly replyDelay: Distribution
    readonly chatReplyDelay: Distribution
    readonly replyWhenResolved: number
    readonly replyWhenUnresolved: number
    readonly comebackProbability: number
    readonly comebackDelay: Distribution
    readonly reopenProbability: number
    readonly autoSolveAfterMs: number
    readonly closeAfterMs: number
    readonly activity: string | null
    readonly patience: Patience
  }
  readonly answerResolvesFactor: number
  /** How much it shows in the answers of the flow that a ticket is hard for people: 0 not at all, 1 wholly. */
  readonly answerDifficulty: number
  readonly routing: RoutingRules
  readonly onShiftEnd: Readonly<Record<string, keyof typeof SHIFT_END>>
  readonly handoverMs: number
  readonly chatSlowdown: number
  readonly clocks: readonly ExtraClock[]
  /** How the figures are defined, which of them decide, and what counts as answered in time on live channels. */
  readonly kpis: { readonly choice: KpiChoice; readonly pinned: readonly string[]; readonly live: { readonly withinMs: number; readonly shortMs: number } }
  readonly csatProxy: CsatProxyDocument | null
  readonly rates: { readonly humanHour: number; readonly aiAction: number; readonly aiResolution: number; readonly fixedPerMonth: number; readonly overtimeFactor: number }
  readonly teams: Readonly<Record<string, TeamChange>>
  readonly channelMap: Readonly<Record<string, string>>
  /** The values above that the file left to the product. */
  readonly assumptions: readonly Assumption[]
  /** The file in canonical form, for digests. */
  readonly document: ScenarioDocument
}

/** The scenario of a run for which none was written. */
export const emptyScenario: ScenarioDocument = { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'standard' }, spec: {} }
