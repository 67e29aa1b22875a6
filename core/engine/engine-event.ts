import type { Value } from '../conditions/value.ts'

/** Codes an engine error can carry; `app.*` codes come from tools. */
export type ErrorCode = `LUMOS.${string}` | `app.${string}`

/** One thing that happens to one ticket; `at` is milliseconds since the epoch, UTC. `costUsd` is what the models of a task cost. */
export type EngineEvent =
  | {
      readonly kind: 'start'
      readonly at: number
      readonly ticket: { readonly id: string; readonly channel: string; readonly subject: string; readonly language: string; readonly openedAt: number; readonly reopenCount: number }
      /** `id`, `tier`, `locale` and the fields that the workflow adds to a customer; what is not known is left out. */
      readonly customer: Readonly<Record<string, Value | undefined>>
      readonly text: string
    }
  | { readonly kind: 'message.inbound'; readonly at: number; readonly text: string; readonly choice?: string }
  | { readonly kind: 'task.completed'; readonly at: number; readonly taskId: string; readonly outputs: Readonly<Record<string, Value>>; readonly reasons?: readonly string[]; readonly costUsd?: number }
  | { readonly kind: 'task.failed'; readonly at: number; readonly taskId: string; readonly code: ErrorCode; readonly message: string; readonly costUsd?: number }
  | { readonly kind: 'human.completed'; readonly at: number; readonly taskId: string; readonly outcome: string }
  | { readonly kind: 'timer'; readonly at: number; readonly timerId: string }
  /** The driver has set an SLA clock, or moved it: conditions see `sla.<clock>` from here on. `breached`: it was over before a reopened ticket came back. */
  | { readonly kind: 'sla.due'; readonly at: number; readonly clock: 'firstResponse' | 'resolution'; readonly dueAt: number; readonly breached?: boolean }
  | { readonly kind: 'sla.warning' | 'sla.breach'; readonly at: number; readonly clock: 'firstResponse' | 'resolution'; readonly dueAt: number }
  | { readonly kind: 'cancel'; readonly at: number; readonly reason: string }
