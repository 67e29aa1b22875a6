import type { Value } from '../conditions/value.ts'

/** One readable step of a ticket's way: what happened, where, why (which rule, which values). `edge` is `source#port` where a token moved. */
export type TraceEntry = {
  readonly at: number
  readonly node: string
  readonly kind: TraceKind
  /** A sentence for people: "Took rule confident: kb.topConfidence >= 0.75, because kb.topConfidence is 0.81." */
  readonly text: string
  readonly edge?: string
  /** The rule (branch, trigger, arm or outcome id) that decided, and the values it read. */
  readonly rule?: string
  readonly condition?: string
  readonly values?: Readonly<Record<string, Value>>
  /** Outputs written, for agents and tools; the reasons the agent gave. */
  readonly outputs?: Readonly<Record<string, Value>>
  readonly reasons?: readonly string[]
}

/** What a trace entry is about. */
export type TraceKind =
  | 'started' | 'entered' | 'agent' | 'tool' | 'decision' | 'fork' | 'arm' | 'join' | 'message' | 'reply' | 'human'
  | 'trigger' | 'monitor' | 'loopLimit' | 'timeout' | 'retry' | 'error' | 'cancelled' | 'ended' | 'parked' | 'sla' | 'approval' | 'subflow'
