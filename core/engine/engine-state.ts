import type { Value } from '../conditions/value.ts'
import type { ErrorCode } from './engine-event.ts'
import type { FlowOutcome, TicketStatus } from './engine-command.ts'

/** The values that a node hands to its task. */
export type TaskInput = Readonly<Record<string, Value>>

/** What a token waits for; `moving` exists only inside a step. */
export type TokenWait =
  | { readonly kind: 'moving' }
  /** `approved` is the input that a person has allowed: every attempt uses it. */
  | { readonly kind: 'task'; readonly taskId: string; readonly attempt: number; readonly approved?: TaskInput }
  | { readonly kind: 'backoff'; readonly attempt: number; readonly timerId: string; readonly approved?: TaskInput }
  | { readonly kind: 'approval'; readonly taskId: string; readonly approval: string; readonly input: TaskInput }
  | { readonly kind: 'human'; readonly taskId: string; readonly task: 'conversation' | 'approval'; readonly assistTaskId?: string }
  | { readonly kind: 'reply'; readonly askedAtStep: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'condition' }
  | { readonly kind: 'fork'; readonly forkId: string }
  | { readonly kind: 'subflow'; readonly subflowId: string }

/** One place where a ticket is in its flow. A token with a `forkId` runs an arm; one with a `side` was added by that notify trigger. */
export type Token = {
  readonly id: number
  readonly nodeId: string
  /** The ticket's how-manieth visit of the node this is. */
  readonly visit: number
  readonly wait: TokenWait
  readonly timerId?: string
  readonly forkId?: string
  readonly armId?: string
  readonly side?: string
  /** The error that an error route carries, until a node on that route has done its work. */
  readonly error?: { readonly code: ErrorCode; readonly node: string }
}

/** How an arm of a parallel block stands. */
export type ArmStatus = 'running' | 'done' | 'failed' | 'skipped' | 'cancelled'

/** One run of a parallel block; its parent token waits at the `parallel` node, each running arm has one token. */
export type Fork = {
  readonly id: string
  readonly nodeId: string
  readonly parentToken: number
  readonly arms: Readonly<Record<string, ArmStatus>>
  /** Visits inside this run of the block: loop limits of its nodes count from here. */
  readonly visits: Readonly<Record<string, number>>
  /** The join let the parent go on while arms still run (`remaining: continue`). */
  readonly joined: boolean
  readonly timerId?: string
}

/** A trigger's memory; entries stand in document order. */
export type TriggerState = {
  readonly armed: boolean
  /** Consecutive checks that were true. */
  readonly checks: number
  readonly trueSince?: number
  readonly timerId?: string
  readonly count: number
  readonly firedAt?: number
}

/** A monitor's memory; entries stand in document order. */
export type MonitorState = { readonly runs: number; readonly taskId?: string; readonly timerId?: string }

/** What conditions see as `nodes.<id>`. */
export type NodeRecord = { readonly visits: number; readonly attempts: number; readonly outcome: string }

/** What conditions see as `ticket`. */
export type TicketRoot = {
  readonly id: string
  readonly channel: string
  readonly subject: string
  readonly status: TicketStatus
  readonly language: string
  readonly openedAt: number
  readonly reopenCount: number
}

/** The roots that conditions see, by name; an absent value is a missing key. */
export type EngineContext = {
  readonly [root: string]: Value
  readonly ticket: TicketRoot
  readonly nodes: Readonly<Record<string, NodeRecord>>
  readonly vars: Readonly<Record<string, Value>>
  readonly now: number
}

/** Facts of an SLA clock as the last `sla.*` event told them. */
export type SlaFact = { readonly dueAt: number; readonly breached: boolean }

/** One run of a subflow: the ticket as the other workflow has it, with ids of its own; its parent token waits at the subflow node. */
export type SubflowRun = { readonly id: string; readonly nodeId: string; readonly parentToken: number; readonly state: EngineState }

/** Everything that is known about one ticket in one flow: an immutable value that survives JSON unchanged. */
export type EngineState = {
  readonly status: 'running' | 'finished' | 'parked'
  /** Events applied so far: the position in the ticket's log. */
  readonly position: number
  readonly context: EngineContext
  readonly tokens: readonly Token[]
  readonly forks: readonly Fork[]
  readonly subflows: readonly SubflowRun[]
  readonly triggers: readonly TriggerState[]
  readonly monitors: readonly MonitorState[]
  readonly sla: { readonly firstResponse?: SlaFact; readonly resolution?: SlaFact }
  readonly agentCalls: number
  /** What the tasks of the ticket have cost so far, to a millionth of a dollar. */
  readonly costUsd: number
  /** The timer of the ticket's lifetime runs. */
  readonly lifetimeRuns: boolean
  readonly nextToken: number
  readonly priority?: string
  /** The outcome of the last end reached, other than `none`. */
  readonly outcome?: FlowOutcome
}
