import type { EngineCommand } from '../engine/engine-command.ts'
import { EventHeap } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { ReplyKind } from './reply-bank.ts'

/** What a customer will do: reply with a text of some kind, or choose one of the offered answers. */
export type Reaction = { readonly kind: ReplyKind } | { readonly kind: 'choice'; readonly choice: string }

/** Something that will happen to a ticket, unless it is taken back. */
export type Pending =
  /** What a command has started comes to its end. */
  | Extract<EngineCommand, { kind: 'startAgent' | 'startTool' | 'setTimer' }>
  | { readonly kind: 'timer'; readonly timerId: string }
  | { readonly kind: 'reaction'; readonly reaction: Reaction }
  | { readonly kind: 'patience' }
  | { readonly kind: 'autoSolve' }
  | { readonly kind: 'sla'; readonly event: 'sla.warning' | 'sla.breach'; readonly clock: 'firstResponse' | 'resolution'; readonly dueAt: number }

/** The simulated time of one replication: the event heap, and what its entries mean. */
export class Timeline {
  readonly heap = new EventHeap()
  readonly #pending: (Pending | null)[] = []
  readonly #end: number
  now = 0

  constructor(end: number) {
    this.#end = end
  }

  /** Plans something for a ticket and returns its number, or -1 when it lies beyond the end of the run. */
  plan(ticket: number, at: number, rank: number, pending: Pending): number {
    if (!(at <= this.#end)) return -1
    const id = this.#pending.length
    this.#pending.push(pending)
    this.heap.push(Math.max(this.now, at), rank, EVENT.pending, ticket, id)
    return id
  }

  /** Takes a plan back; it passes unnoticed when its time comes. */
  cancel(id: number | undefined): void {
    if (id !== undefined && id >= 0) this.#pending[id] = null
  }

  /** Takes a plan whose time has come; null when it was taken back. */
  take(id: number): Pending | null {
    const pending = this.#pending[id] ?? null
    this.#pending[id] = null
    return pending
  }
}
