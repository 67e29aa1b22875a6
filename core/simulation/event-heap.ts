/** The ranks of events at the same instant (the lower comes first). */
export const RANK = { calendar: 0, completion: 1, timer: 2, arrival: 3 } as const

const RANK_STEP = 17_592_186_044_416

/**
 * The pending events in the one total order (time, rank, insertion): a 4-ary heap in typed columns, which neither allocates per
 * event nor depends on anything but the order of calls. Only times and slots move; what an event is stays in its slot. Cancelled
 * events stay and are ignored by their owner when they come up. What `pop` takes leaves its place at the top open: most events are
 * followed by one that they cause, which then goes there, and the heap is put in order once instead of twice.
 */
export class EventHeap {
  /** Places in use, the open one among them. */
  #size = 0
  #open = false
  #sequence = 0
  /** By place in the heap. */
  #time: Float64Array
  #slot: Int32Array
  /** By slot; slots in use and free ones are a permutation over the whole of `#slot`. */
  #key: Float64Array
  #kind: Int32Array
  #a: Int32Array
  #b: Int32Array
  #last = 0
  /** The event that `pop` took last. */
  time = 0
  kind = 0
  a = 0
  b = 0

  constructor(capacity = 1024) {
    this.#time = new Float64Array(capacity)
    this.#slot = Int32Array.from({ length: capacity }, (_, slot) => slot)
    this.#key = new Float64Array(capacity)
    this.#kind = new Int32Array(capacity)
    this.#a = new Int32Array(capacity)
    this.#b = new Int32Array(capacity)
  }

  /** The rank of the event that `pop` took last. */
  get rank(): number {
    return Math.floor((this.#key[this.#last] ?? 0) / RANK_STEP)
  }

  get size(): number {
    return this.#open ? this.#size - 1 : this.#size
  }

  /** The time of the next event, or Infinity. */
  get nextTime(): number {
    const size = this.#size
    if (!this.#open) return size === 0 ? Infinity : (this.#time[0] ?? 0)
    const times = this.#time
    const end = size < 5 ? size : 5
    let next = Infinity
    for (let child = 1; child < end; child++) {
      const time = times[child] ?? 0
      if (time < next) next = time
    }
    return next
  }

  /** The rank of the next event, where there is one. */
  get nextRank(): number {
    if (this.#open) this.#close()
    return Math.floor((this.#key[this.#slot[0] ?? 0] ?? 0) / RANK_STEP)
  }

  /** Whether there is an event at or before an instant; unlike `nextTime` it never makes a number. */
  hasUntil(instant: number): boolean {
    const times = this.#time
    const size = this.#size
    if (!this.#open) return size > 0 && (times[0] ?? 0) <= instant
    const end = size < 5 ? size : 5
    for (let child = 1; child < end; child++) if ((times[child] ?? 0) <= instant) return true
    return false
  }

  /** Adds an event; `a` and `b` are the owner's 32-bit payload. */
  push(time: number, rank: number, kind: number, a: number, b: number): void {
    const slots = this.#slot
    const key = rank * RANK_STEP + this.#sequence
    this.#sequence += 1
    if (this.#open) {
      const slot = slots[0] ?? 0
      this.#open = false
      this.#fillSlot(slot, key, kind, a, b)
      this.#sink(time, slot, this.#size)
      return
    }
    const size = this.#size
    if (size === this.#time.length) {
      this.#grow()
      this.#rise(time, size, size, key, kind, a, b)
    } else {
      this.#rise(time, size, slots[size] ?? 0, key, kind, a, b)
    }
  }

  /** Takes the next event into the public fields; false when there is none. */
  pop(): boolean {
    if (this.#open) this.#close()
    if (this.#size === 0) return false
    const first = this.#slot[0] ?? 0
    this.time = this.#time[0] ?? 0
    this.kind = this.#kind[first] ?? 0
    this.a = this.#a[first] ?? 0
    this.b = this.#b[first] ?? 0
    this.#last = first
    this.#open = true
    return true
  }

  /** The last event goes to the open place at the top, and its slot is free: the next event takes it. */
  #close(): void {
    const slots = this.#slot
    const first = slots[0] ?? 0
    const size = this.#size - 1
    this.#open = false
    this.#size = size
    if (size > 0) this.#sink(this.#time[size] ?? 0, slots[size] ?? 0, size)
    slots[size] = first
  }

  #fillSlot(slot: number, key: number, kind: number, a: number, b: number): void {
    this.#key[slot] = key
    this.#kind[slot] = kind
    this.#a[slot] = a
    this.#b[slot] = b
  }

  #rise(time: number, size: number, slot: number, key: number, kind: number, a: number, b: number): void {
    const times = this.#time
    const slots = this.#slot
    const keys = this.#key
    this.#size = size + 1
    this.#fillSlot(slot, key, kind, a, b)
    let hole = size
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const parentTime = times[parent] ?? 0
      const parentSlot = slots[parent] ?? 0
      if (parentTime < time || (parentTime === time && (keys[parentSlot] ?? 0) < key)) break
      times[hole] = parentTime
      slots[hole] = parentSlot
      hole = parent
    }
    times[hole] = time
    slots[hole] = slot
  }

  #sink(time: number, slot: number, size: number): void {
    const times = this.#time
    const slots = this.#slot
    const keys = this.#key
    let hole = 0
    for (let first = 1; first < size; first = hole * 4 + 1) {
      let best = first
      let bestTime = times[first] ?? 0
      const end = first + 4 < size ? first + 4 : size
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] ?? 0
        if (childTime < bestTime || (childTime === bestTime && (keys[slots[child] ?? 0] ?? 0) < (keys[slots[best] ?? 0] ?? 0))) {
          best = child
          bestTime = childTime
        }
      }
      const bestSlot = slots[best] ?? 0
      if (time < bestTime || (time === bestTime && (keys[slot] ?? 0) < (keys[bestSlot] ?? 0))) break
      times[hole] = bestTime
      slots[hole] = bestSlot
      hole = best
    }
    times[hole] = time
    slots[hole] = slot
  }

  #grow(): void {
    const size = this.#time.length
    const doubles = (old: Float64Array) => { const next = new Float64Array(size * 2); next.set(old); return next }
    const ints = (old: Int32Array) => { const next = new Int32Array(size * 2); next.set(old); return next }
    this.#time = doubles(this.#time)
    this.#key = doubles(this.#key)
    this.#slot = ints(this.#slot)
    for (let slot = size; slot < size * 2; slot++) this.#slot[slot] = slot
    this.#kind = ints(this.#kind)
    this.#a = ints(this.#a)
    this.#b = ints(this.#b)
  }
}
