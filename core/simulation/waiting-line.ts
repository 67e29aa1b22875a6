import type { QueueOrder } from './queue-order.ts'
import type { WorkItems } from './work-items.ts'
import { WorkQueue } from './work-queue.ts'

/** Waiting work in the order of any discipline: where ranks overtake one another, each rank has a queue and their heads are compared at the instant of the dispatch, which is exact. */
export class WaitingLine {
  readonly #items: WorkItems
  readonly #order: QueueOrder
  readonly #all: WorkQueue
  /** By rank; empty where one queue does. */
  readonly #byRank: (WorkQueue | undefined)[] = []
  #first: WorkQueue

  constructor(items: WorkItems, order: QueueOrder) {
    this.#items = items
    this.#order = order
    this.#all = new WorkQueue(items, order)
    this.#first = this.#all
  }

  /** Adds an item as it is now; an earlier entry of it becomes stale. */
  push(item: number): void {
    if (!this.#order.moves) this.#all.push(item)
    else (this.#byRank[this.#items.rank[item] ?? 0] ??= new WorkQueue(this.#items, this.#order)).push(item)
  }

  /** The first item that still waits, or -1. */
  peek(now: number): number {
    return this.#order.moves ? this.#peekRanks(now) : this.#all.peek()
  }

  /** Takes the item off that `peek` has just given. */
  dropFirst(item: number): void {
    this.#first.dropFirst(item)
  }

  #peekRanks(now: number): number {
    let first = -1
    for (const queue of this.#byRank) {
      const item = queue?.peek() ?? -1
      if (queue === undefined || item < 0 || (first >= 0 && !this.#order.goesBefore(item, first, now))) continue
      first = item
      this.#first = queue
    }
    return first
  }
}
