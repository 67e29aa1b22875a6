import type { Value } from '../conditions/value.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import type { SignalRequest } from '../signals/signal-request.ts'
import type { AgentSpec, Workflow } from '../spec/workflow.ts'
import type { Customer } from '../tickets/ticket.ts'
import type { ErrorCode } from './engine-event.ts'
import type { ToneReading } from './tone-reading.ts'

/** One message as an agent sees it; `synthetic` marks a follow-up that the simulator drew because the history has none. */
export type ConversationMessage = {
  readonly from: 'customer' | 'agent' | 'human'
  readonly at: number
  readonly text: string
  readonly synthetic?: boolean
}

/** What an agent may look at when it says which signals it needs: texts and the ticket, never time or teams. */
export type AgentView = {
  readonly workflow: Workflow
  readonly agentId: string
  readonly agent: AgentSpec
  readonly ticket: { readonly id: string; readonly channel: string; readonly subject: string; readonly language: string; readonly fields: Readonly<Record<string, string>> }
  readonly customer: Customer
  readonly conversation: readonly ConversationMessage[]
}

/** One human team at the moment of routing; `utilisation` is 0..1 of its seats now. */
export type TeamSnapshot = {
  readonly id: string
  readonly onShift: boolean
  readonly people: number
  readonly seats: number
  readonly freeSeats: number
  readonly utilisation: number
  readonly queued: number
}

/** Everything an agent decides from. */
export type AgentInput = AgentView & {
  readonly context: Readonly<Record<string, Value>>
  readonly now: number
  readonly teams: readonly TeamSnapshot[]
}

/** A value that stood in for a model or a fact; every one is listed in the run report. */
export type Assumption = { readonly id: string; readonly text: string; readonly value: string; readonly source: string }

/** What an agent decided: outputs with the reasons in sentences and, for screens only, the tone that it read; or an error code that the flow routes. A field it does not know is left out. */
export type AgentDecision =
  | { readonly kind: 'outputs'; readonly outputs: Readonly<Record<string, Value>>; readonly reasons: readonly string[]; readonly assumptions: readonly Assumption[]; readonly tone?: ToneReading }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }

/** The part of an agent that a run needs: parameters are already bound, both functions are pure and synchronous. */
export type AgentRuntime = {
  readonly role: string
  readonly version: string
  /** What must be asked. `known` holds the answers so far: what matters only because of an answer is asked for once that has come. */
  signals(view: AgentView, known?: SignalReader): readonly SignalRequest[]
  decide(input: AgentInput, signals: SignalReader): AgentDecision
}

/** The agents of a run by role; the agents room's registry is one. */
export type AgentCatalog = { readonly runtimeOf: (role: string) => AgentRuntime | undefined }
