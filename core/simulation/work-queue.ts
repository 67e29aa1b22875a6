import type { WorkItems } from './work-items.ts'

const RESUMED_FIRST = 1_048_576

/**
 * Waiting work in the order resumed before new, priority, time of eligibility, ticket: a binary heap in typed columns. An item that
 * left or was re-ranked stays behind as a stale entry and is dropped when it comes up.
 */
export class WorkQueue {
  readonly #items: WorkItems
  #size = 0
  #urgency = new Float64Array(64)
  #eligible = new Float64Array(64)
  #order = new Float64Array(64)
  #item = new Int32Array(64)
  #entry = new Int32Array(64)

  constructor(items: WorkItems) {
    this.#items = items
  }

  /** Adds an item under its present rank; an earlier entry of it becomes stale. */
  push(item: number, resumed: boolean): void {
    const items = this.#items
    if (this.#size === this.#item.length) this.#grow()
    const entry = (items.entry[item] ?? 0) + 1
    items.entry[item] = entry
    const urgency = (items.rank[item] ?? 0) + (resumed ? 0 : RESUMED_FIRST)
    const eligible = items.eligibleAt[item] ?? 0
    const order = items.order[item] ?? 0
    let hole = this.#size
    this.#size += 1
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (!this.#before(urgency, eligible, order, parent)) break
      this.#move(parent, hole)
      hole = parent
    }
    this.#put(hole, urgency, eligible, order, item, entry)
  }

  /** The first item that still waits, or -1. */
  peek(): number {
    const items = this.#items
    while (this.#size > 0) {
      const item = this.#item[0] ?? 0
      if (items.entry[item] === this.#entry[0]) return item
      this.#dropFirst()
    }
    return -1
  }

  /** Takes the first item off (after `peek`). */
  dropFirst(): void {
    this.#dropFirst()
  }

  /** Whether the first item of this queue goes before the first of another one (both not empty). */
  goesBefore(other: WorkQueue): boolean {
    return other.#before(this.#urgency[0] ?? 0, this.#eligible[0] ?? 0, this.#order[0] ?? 0, 0)
  }

  #before(urgency: number, eligible: number, order: number, at: number): boolean {
    const otherUrgency = this.#urgency[at] ?? 0
    if (urgency !== otherUrgency) return urgency < otherUrgency
    const otherEligible = this.#eligible[at] ?? 0
    if (eligible !== otherEligible) return eligible < otherEligible
    return order < (this.#order[at] ?? 0)
  }

  #dropFirst(): void {
    this.#size -= 1
    const size = this.#size
    if (size === 0) return
    const urgency = this.#urgency[size] ?? 0
    const eligible = this.#eligible[size] ?? 0
    const order = this.#order[size] ?? 0
    const item = this.#item[size] ?? 0
    const entry = this.#entry[size] ?? 0
    let hole = 0
    for (;;) {
      let child = hole * 2 + 1
      if (child >= size) break
      if (child + 1 < size && this.#before(this.#urgency[child + 1] ?? 0, this.#eligible[child + 1] ?? 0, this.#order[child + 1] ?? 0, child)) child += 1
      if (this.#before(urgency, eligible, order, child)) break
      this.#move(child, hole)
      hole = child
    }
    this.#put(hole, urgency, eligible, order, item, entry)
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#urgency[from] ?? 0, this.#eligible[from] ?? 0, this.#order[from] ?? 0, this.#item[from] ?? 0, this.#entry[from] ?? 0)
  }

  #put(at: number, urgency: number, eligible: number, order: number, item: number, entry: number): void {
    this.#urgency[at] = urgency
    this.#eligible[at] = eligible
    this.#order[at] = order
    this.#item[at] = item
    this.#entry[at] = entry
  }

  #grow(): void {
    const size = this.#item.length * 2
    const doubles = (old: Float64Array) => { const next = new Float64Array(size); next.set(old); return next }
    const ints = (old: Int32Array) => { const next = new Int32Array(size); next.set(old); return next }
    this.#urgency = doubles(this.#urgency)
    this.#eligible = doubles(this.#eligible)
    this.#order = doubles(this.#order)
    this.#item = ints(this.#item)
    this.#entry = ints(this.#entry)
  }
}
