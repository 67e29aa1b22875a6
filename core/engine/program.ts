import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Value } from '../conditions/value.ts'
import type { Expression } from './expression.ts'
import type { OutputType } from './check-output.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { TextTemplate } from './text-template.ts'

/** One way on from a node: the link's id (`source#port`) and where it leads. */
export type ProgramLink = { readonly edge: string; readonly to: string }

/** How often and how fast a task is tried again. */
export type ProgramRetry = {
  readonly maxAttempts: number
  readonly initialMs: number
  readonly factor: number
  readonly maxMs: number
  readonly jitter: boolean
  /** Codes or patterns (`LUMOS.*`) listed by the author; undefined means the usual transient ones. */
  readonly errors?: readonly string[]
}

/** One catch clause of a node. */
export type ProgramCatch = { readonly errors: readonly string[]; readonly when?: Expression; readonly link: ProgramLink }

/** A guarded way on: a decision's branch or a parallel's arm. */
export type ProgramRule = { readonly id: string; readonly when: Expression; readonly link: ProgramLink }

/** An arm of a parallel block with the nodes it may use and the context roots that these write. */
export type ProgramArm = {
  readonly id: string
  readonly when?: Expression
  readonly link: ProgramLink
  readonly region: ReadonlySet<string>
  readonly roots: readonly string[]
}

/** `set:` of a node: a variable and the expression of its new value. */
export type ProgramSet = { readonly name: string; readonly value: Expression }

/** What every node has. */
export type ProgramNodeBase = {
  readonly id: string
  /** What people call the node: its title, or its id in words. */
  readonly label: string
  readonly stage: string
  readonly maxVisits?: number
  readonly onMaxVisits?: ProgramLink
  readonly catches: readonly ProgramCatch[]
  readonly set: readonly ProgramSet[]
  readonly timeoutMs?: number
  readonly clock?: string
}

/** A value computed for a task: its name and the expression. */
export type ProgramInput = { readonly name: string; readonly value: Expression }

type Work = {
  readonly root: string
  readonly input: readonly ProgramInput[]
  readonly outputs: readonly (readonly [name: string, type: OutputType])[]
  readonly retry?: ProgramRetry
  readonly next: ProgramLink
}

/** A node of kind `start`. */
export type StartNode = ProgramNodeBase & { readonly kind: 'start'; readonly channels: readonly string[]; readonly when?: Expression; readonly next: ProgramLink }
/** A node of kind `agent`. */
export type AgentNode = ProgramNodeBase & Work & { readonly kind: 'agent'; readonly agentId: string; readonly sample?: number }
/** A node of kind `tool`. */
export type ToolNode = ProgramNodeBase & Work & { readonly kind: 'tool'; readonly toolId: string; readonly idempotent: boolean; readonly approvals: readonly ProgramApproval[] }
/** A node of kind `decision`. */
export type DecisionNode = ProgramNodeBase & { readonly kind: 'decision'; readonly branches: readonly ProgramRule[]; readonly otherwise: ProgramLink }
/** A node of kind `parallel`. */
export type ParallelNode = ProgramNodeBase & { readonly kind: 'parallel'; readonly arms: readonly ProgramArm[]; readonly joinId: string }
/** A node of kind `join`. */
export type JoinNode = ProgramNodeBase & {
  readonly kind: 'join'
  readonly mode: 'all' | 'any' | 'quorum'
  readonly count: number
  readonly require: readonly string[]
  readonly remaining: 'cancel' | 'continue'
  readonly armFailure: 'fail' | 'ignore'
  readonly onTimeout: 'fail' | 'proceed'
  readonly next: ProgramLink
}
/** A node of kind `message`. */
export type MessageNode = ProgramNodeBase & {
  readonly kind: 'message'
  readonly text: TextTemplate
  readonly choices: readonly string[]
  readonly replyMs?: number
  readonly next?: ProgramLink
  readonly outcomes: Readonly<Record<string, ProgramLink>>
}
/** A node of kind `human`. */
export type HumanNode = ProgramNodeBase & {
  readonly kind: 'human'
  readonly task: 'conversation' | 'approval'
  readonly team: { readonly kind: 'fixed'; readonly team: string } | { readonly kind: 'from'; readonly path: readonly string[] }
  readonly assist?: { readonly agentId: string; readonly outputs: readonly (readonly [name: string, type: OutputType])[] }
  /** Context paths that the screen of the person shows. */
  readonly carry: readonly string[]
  readonly outcomes: Readonly<Record<string, ProgramLink>>
  readonly outcomeIds: readonly string[]
}
/** A node of kind `wait`. */
export type WaitNode = ProgramNodeBase & {
  readonly kind: 'wait'
  readonly waitFor:
    | { readonly kind: 'time'; readonly ms: number }
    | { readonly kind: 'event'; readonly event: string }
    | { readonly kind: 'until'; readonly until: Expression }
  readonly next?: ProgramLink
  readonly outcomes: Readonly<Record<string, ProgramLink>>
}
/** A node of kind `subflow`: the other workflow, compiled. */
export type SubflowNode = ProgramNodeBase & { readonly kind: 'subflow'; readonly program: Program; readonly next: ProgramLink }
/** A node of kind `end`. */
export type EndNode = ProgramNodeBase & { readonly kind: 'end'; readonly outcome: 'resolved' | 'unresolved' | 'dropped' | 'none'; readonly cancelOthers: boolean }

/** Any node of a program. */
export type ProgramNode =
  | StartNode | AgentNode | ToolNode | DecisionNode | ParallelNode | JoinNode | MessageNode | HumanNode | WaitNode | SubflowNode | EndNode

/** A person's word that a tool needs before it is called. */
export type ProgramApproval = {
  readonly id: string
  readonly when?: Expression
  readonly team: string
  readonly timeoutMs: number
  readonly onTimeout: 'deny' | 'allow'
}

/** A trigger, ready to be checked. */
export type ProgramTrigger = {
  readonly id: string
  readonly mode: 'interrupt' | 'notify'
  readonly event?: string
  readonly when?: Expression
  readonly rearm?: Expression
  readonly sustainChecks: number
  readonly sustainMs?: number
  readonly stages?: ReadonlySet<string>
  readonly nodes?: ReadonlySet<string>
  readonly limit?: number
  readonly cooldownMs?: number
  readonly link: ProgramLink
  /** The monitors that it reads: their absence is no error. `whenKeys` must be written for the trigger to be checked; empty means every step (it reads nothing but the time). */
  readonly whenKeys: readonly string[]
  readonly monitors: readonly string[]
  readonly rearmKeys: readonly string[]
}

/** A monitor, ready to be started. */
export type ProgramMonitor = {
  readonly id: string
  readonly label: string
  readonly agentId: string
  readonly events: ReadonlySet<string>
  readonly stages?: ReadonlySet<string>
  readonly timeoutMs: number
  readonly outputs: readonly (readonly [name: string, type: OutputType])[]
}

/** A workflow compiled to be run: conditions parsed once, links resolved, blocks measured. */
export type Program = {
  readonly name: string
  /** Name and version, `refunds@1.2.0`: by it commands of a subflow say whose agents, teams and calendars they mean. */
  readonly key: string
  readonly workflow: Workflow
  /** Opening hours and zones for conditions that ask for them. */
  readonly ports?: ConditionPorts
  readonly nodes: ReadonlyMap<string, ProgramNode>
  readonly starts: readonly StartNode[]
  readonly parallels: ReadonlyMap<string, { readonly parallel: ParallelNode; readonly join: JoinNode; readonly arms: ReadonlyMap<string, ProgramArm> }>
  readonly triggers: readonly ProgramTrigger[]
  readonly monitors: readonly ProgramMonitor[]
  /** The context keys that some trigger reads. */
  readonly watched: ReadonlySet<string>
  /** Whether a node waits for a condition, so that every change must be looked at. */
  readonly waitsForConditions: boolean
  readonly onError: ProgramLink
  readonly teams: ReadonlySet<string>
  readonly initialVars: Readonly<Record<string, Value>>
  readonly agentCallBudget: number
  readonly costBudgetUsd?: number
  readonly lifetimeMs?: number
}
