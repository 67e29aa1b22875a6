import type { Value } from '../conditions/value.ts'

/**
 * What the engine asks of whoever drives it (simulator, test runner, production host); ids are stable for the same log. `workflow`
 * stands on what a subflow asks for: the name and version (`refunds@1.2.0`) of the workflow whose agents, teams and calendars are meant.
 */
export type EngineCommand =
  | {
      readonly kind: 'startAgent'
      readonly taskId: string
      /** The node, or the monitor's id, or the human node that the agent assists. */
      readonly owner: { readonly kind: 'node' | 'monitor' | 'assist'; readonly id: string }
      readonly agentId: string
      readonly visit: number
      readonly attempt: number
      readonly input: Readonly<Record<string, Value>>
      readonly idempotencyKey: string
      readonly workflow?: string
    }
  | {
      readonly kind: 'startTool'
      readonly taskId: string
      readonly nodeId: string
      readonly toolId: string
      readonly visit: number
      readonly attempt: number
      readonly input: Readonly<Record<string, Value>>
      readonly idempotencyKey: string
      readonly workflow?: string
    }
  | {
      readonly kind: 'startHuman'
      readonly taskId: string
      readonly nodeId: string
      readonly visit: number
      readonly task: 'conversation' | 'approval'
      readonly team: string
      readonly outcomes: readonly string[]
      /** Context paths that the screen of the person shows. */
      readonly carry: readonly string[]
      readonly workflow?: string
    }
  /** Asks a person whether a tool may be called with this input; answered by `human.completed` with `approved` or `rejected`. */
  | {
      readonly kind: 'startApproval'
      readonly taskId: string
      readonly nodeId: string
      readonly visit: number
      readonly approval: string
      readonly toolId: string
      readonly team: string
      readonly input: Readonly<Record<string, Value>>
      readonly workflow?: string
    }
  | { readonly kind: 'cancelTask'; readonly taskId: string; readonly reason: string }
  | {
      readonly kind: 'sendMessage'
      readonly nodeId: string
      readonly visit: number
      readonly text: string
      readonly choices: readonly string[]
      readonly awaitsReply: boolean
      readonly idempotencyKey: string
    }
  /** Fires as a `timer` event after `delayMs`: of wall time, or of open time of `calendar` where one is named. */
  | { readonly kind: 'setTimer'; readonly timerId: string; readonly delayMs: number; readonly calendar?: string; readonly workflow?: string }
  | { readonly kind: 'cancelTimer'; readonly timerId: string }
  | { readonly kind: 'ticketStatus'; readonly status: TicketStatus }
  /** The priority was decided (or changed): SLA targets and queues follow it. */
  | { readonly kind: 'ticketPriority'; readonly priority: string }
  | { readonly kind: 'finish'; readonly outcome: FlowOutcome }
  | { readonly kind: 'park'; readonly code: string; readonly message: string }

/** The states a ticket can be in while a flow works on it. */
export type TicketStatus = 'open' | 'waiting' | 'handedOff' | 'resolved' | 'closed'

/** How a ticket left the flow. */
export type FlowOutcome = 'resolved' | 'unresolved' | 'dropped'
