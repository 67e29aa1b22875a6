import type { EngineCommand } from '../engine/engine-command.ts'
import { EventHeap } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { ReplyKind } from './reply-bank.ts'
import { TicketAgenda } from './ticket-agenda.ts'

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

/**
 * The simulated time of one replication: the events of teams, services and arrivals in a heap, and beside them what is planned for
 * each ticket. At the same instant and rank the heap goes first.
 */
export class Timeline {
  readonly heap = new EventHeap()
  readonly #agenda: TicketAgenda<Pending>
  readonly #end: number
  now = 0
  /** The event that `pop` took: of the heap, or EVENT.pending with the ticket in `a` and what was planned for it. */
  kind = 0
  a = 0
  b = 0
  pending: Pending | null = null

  constructor(end: number, tickets?: number) {
    this.#end = end
    this.#agenda = new TicketAgenda(tickets)
  }

  /** When the next event happens; Infinity where there is none. */
  get nextTime(): number {
    return Math.min(this.heap.nextTime, this.#agenda.nextTime)
  }

  /** Plans something for a ticket and returns its number among the plans of the ticket, or -1 when it lies beyond the end of the run. */
  plan(ticket: number, at: number, rank: number, pending: Pending): number {
    return at <= this.#end ? this.#agenda.add(ticket, Math.max(this.now, at), rank, pending) : -1
  }

  /** Takes a plan back, if its time has not come yet. */
  cancel(ticket: number, number: number | undefined): void {
    if (number !== undefined) this.#agenda.remove(ticket, number)
  }

  /** Goes to the next event and takes it into the public fields; false when there is none. */
  pop(): boolean {
    const { heap } = this
    const agenda = this.#agenda
    const time = heap.nextTime
    const other = agenda.nextTime
    if (time < other || (time === other && heap.size > 0 && heap.nextRank <= agenda.nextRank)) {
      if (!heap.pop()) return false
      this.now = heap.time
      this.kind = heap.kind
      this.a = heap.a
      this.b = heap.b
      return true
    }
    if (!agenda.pop()) return false
    this.now = agenda.time
    this.kind = EVENT.pending
    this.a = agenda.ticket
    this.pending = agenda.plan
    return true
  }
}
