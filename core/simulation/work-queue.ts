import type { QueueOrder } from './queue-order.ts'
import type { WorkItems } from './work-items.ts'

/**
 * Waiting work in an order that does not change while it waits (within one rank, where the discipline makes ranks overtake one
 * another). What comes after all that waits is put at the end of a ring; only the rest goes into a heap, so that work in order of
 * time costs nothing to speak of. An item that left or was re-ranked stays behind as a stale entry and is dropped when it comes up.
 */
export class WorkQueue {
  readonly #items: WorkItems
  readonly #order: QueueOrder
  // The ring: entries in their order.
  #ringItem = new Int32Array(64)
  #ringEntry = new Int32Array(64)
  #head = 0
  #length = 0
  #tailLane = 0
  #tailKey = 0
  #tailTie = 0
  #tailOrder = 0
  // The heap.
  #size = 0
  #lane = new Int32Array(16)
  #key = new Float64Array(16)
  #tie = new Float64Array(16)
  #place = new Float64Array(16)
  #item = new Int32Array(16)
  #entry = new Int32Array(16)

  constructor(items: WorkItems, order: QueueOrder) {
    this.#items = items
    this.#order = order
  }

  /** Adds an item as it is now; an earlier entry of it becomes stale. */
  push(item: number): void {
    const items = this.#items
    const entry = (items.entry[item] ?? 0) + 1
    items.entry[item] = entry
    const lane = this.#order.lane(item)
    const key = this.#order.key(item)
    const tie = this.#order.tie(item)
    const place = items.order[item] ?? 0
    if (this.#length === 0 || this.#followsTail(lane, key, tie, place)) {
      if (this.#length === this.#ringItem.length) this.#growRing()
      const at = (this.#head + this.#length) & (this.#ringItem.length - 1)
      this.#ringItem[at] = item
      this.#ringEntry[at] = entry
      this.#length += 1
      this.#tailLane = lane
      this.#tailKey = key
      this.#tailTie = tie
      this.#tailOrder = place
      return
    }
    if (this.#size === this.#item.length) this.#growHeap()
    let hole = this.#size
    this.#size += 1
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (!this.#before(lane, key, tie, place, parent)) break
      this.#move(parent, hole)
      hole = parent
    }
    this.#put(hole, lane, key, tie, place, item, entry)
  }

  /** The first item that still waits, or -1. */
  peek(): number {
    const { entry } = this.#items
    let first = -1
    while (this.#length > 0) {
      const item = this.#ringItem[this.#head] ?? 0
      if (entry[item] === this.#ringEntry[this.#head]) {
        first = item
        break
      }
      this.#dropRing()
    }
    if (this.#size === 0) return first
    while (this.#size > 0) {
      const item = this.#item[0] ?? 0
      if (entry[item] === this.#entry[0]) return first >= 0 && !this.#heapFirst(first) ? first : item
      this.#dropHeap()
    }
    return first
  }

  /** Takes the item off that `peek` has just given. */
  dropFirst(item: number): void {
    if (this.#length > 0 && this.#ringItem[this.#head] === item && this.#ringEntry[this.#head] === this.#items.entry[item]) this.#dropRing()
    else this.#dropHeap()
  }

  #followsTail(lane: number, key: number, tie: number, place: number): boolean {
    if (lane !== this.#tailLane) return lane > this.#tailLane
    if (key !== this.#tailKey) return key > this.#tailKey
    if (tie !== this.#tailTie) return tie > this.#tailTie
    return place >= this.#tailOrder
  }

  #heapFirst(ring: number): boolean {
    const lane = this.#order.lane(ring)
    const heapLane = this.#lane[0] ?? 0
    if (lane !== heapLane) return heapLane < lane
    const key = this.#order.key(ring)
    const heapKey = this.#key[0] ?? 0
    if (key !== heapKey) return heapKey < key
    const tie = this.#order.tie(ring)
    const heapTie = this.#tie[0] ?? 0
    if (tie !== heapTie) return heapTie < tie
    return (this.#place[0] ?? 0) < (this.#items.order[ring] ?? 0)
  }

  #before(lane: number, key: number, tie: number, place: number, at: number): boolean {
    const otherLane = this.#lane[at] ?? 0
    if (lane !== otherLane) return lane < otherLane
    const otherKey = this.#key[at] ?? 0
    if (key !== otherKey) return key < otherKey
    const otherTie = this.#tie[at] ?? 0
    if (tie !== otherTie) return tie < otherTie
    return place < (this.#place[at] ?? 0)
  }

  #dropRing(): void {
    this.#head = (this.#head + 1) & (this.#ringItem.length - 1)
    this.#length -= 1
  }

  #dropHeap(): void {
    this.#size -= 1
    const size = this.#size
    if (size === 0) return
    const lane = this.#lane[size] ?? 0
    const key = this.#key[size] ?? 0
    const tie = this.#tie[size] ?? 0
    const place = this.#place[size] ?? 0
    let hole = 0
    for (;;) {
      let child = hole * 2 + 1
      if (child >= size) break
      if (child + 1 < size && this.#before(this.#lane[child + 1] ?? 0, this.#key[child + 1] ?? 0, this.#tie[child + 1] ?? 0, this.#place[child + 1] ?? 0, child)) child += 1
      if (this.#before(lane, key, tie, place, child)) break
      this.#move(child, hole)
      hole = child
    }
    this.#put(hole, lane, key, tie, place, this.#item[size] ?? 0, this.#entry[size] ?? 0)
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#lane[from] ?? 0, this.#key[from] ?? 0, this.#tie[from] ?? 0, this.#place[from] ?? 0, this.#item[from] ?? 0, this.#entry[from] ?? 0)
  }

  #put(at: number, lane: number, key: number, tie: number, place: number, item: number, entry: number): void {
    this.#lane[at] = lane
    this.#key[at] = key
    this.#tie[at] = tie
    this.#place[at] = place
    this.#item[at] = item
    this.#entry[at] = entry
  }

  #growRing(): void {
    const size = this.#ringItem.length
    const items = new Int32Array(size * 2)
    const entries = new Int32Array(size * 2)
    for (let index = 0; index < this.#length; index++) {
      const at = (this.#head + index) & (size - 1)
      items[index] = this.#ringItem[at] ?? 0
      entries[index] = this.#ringEntry[at] ?? 0
    }
    this.#ringItem = items
    this.#ringEntry = entries
    this.#head = 0
  }

  #growHeap(): void {
    const size = this.#item.length * 2
    const doubles = (old: Float64Array) => { const next = new Float64Array(size); next.set(old); return next }
    const ints = (old: Int32Array) => { const next = new Int32Array(size); next.set(old); return next }
    this.#lane = ints(this.#lane)
    this.#key = doubles(this.#key)
    this.#tie = doubles(this.#tie)
    this.#place = doubles(this.#place)
    this.#item = ints(this.#item)
    this.#entry = ints(this.#entry)
  }
}
