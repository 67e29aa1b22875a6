/** The ranks of events at the same instant (the lower comes first). */
export const RANK = { calendar: 0, completion: 1, timer: 2, arrival: 3 } as const

const RANK_STEP = 17_592_186_044_416

/**
 * The pending events in the one total order (time, rank, insertion): a 4-ary heap in typed columns, which neither allocates per
 * event nor depends on anything but the order of calls. Cancelled events stay and are ignored by their owner when they come up.
 */
export class EventHeap {
  #size = 0
  #sequence = 0
  #time: Float64Array
  #key: Float64Array
  #kind: Int32Array
  #a: Int32Array
  #b: Int32Array
  /** The event that `pop` took last. */
  time = 0
  rank = 0
  kind = 0
  a = 0
  b = 0

  constructor(capacity = 1024) {
    this.#time = new Float64Array(capacity)
    this.#key = new Float64Array(capacity)
    this.#kind = new Int32Array(capacity)
    this.#a = new Int32Array(capacity)
    this.#b = new Int32Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  /** The time of the next event, or Infinity. */
  get nextTime(): number {
    return this.#size === 0 ? Infinity : (this.#time[0] ?? 0)
  }

  /** Adds an event; `a` and `b` are the owner's 32-bit payload. */
  push(time: number, rank: number, kind: number, a: number, b: number): void {
    if (this.#size === this.#time.length) this.#grow()
    const key = rank * RANK_STEP + this.#sequence
    this.#sequence += 1
    const times = this.#time
    const keys = this.#key
    let hole = this.#size
    this.#size += 1
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const parentTime = times[parent] ?? 0
      if (parentTime < time || (parentTime === time && (keys[parent] ?? 0) < key)) break
      this.#move(parent, hole)
      hole = parent
    }
    this.#put(hole, time, key, kind, a, b)
  }

  /** Takes the next event into the public fields; false when there is none. */
  pop(): boolean {
    if (this.#size === 0) return false
    this.time = this.#time[0] ?? 0
    const key = this.#key[0] ?? 0
    this.rank = Math.floor(key / RANK_STEP)
    this.kind = this.#kind[0] ?? 0
    this.a = this.#a[0] ?? 0
    this.b = this.#b[0] ?? 0
    this.#size -= 1
    if (this.#size > 0) this.#sink()
    return true
  }

  #sink(): void {
    const times = this.#time
    const keys = this.#key
    const size = this.#size
    const time = times[size] ?? 0
    const key = keys[size] ?? 0
    const kind = this.#kind[size] ?? 0
    const a = this.#a[size] ?? 0
    const b = this.#b[size] ?? 0
    let hole = 0
    for (;;) {
      const first = hole * 4 + 1
      if (first >= size) break
      let best = first
      let bestTime = times[first] ?? 0
      let bestKey = keys[first] ?? 0
      const end = Math.min(first + 4, size)
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] ?? 0
        if (childTime < bestTime || (childTime === bestTime && (keys[child] ?? 0) < bestKey)) {
          best = child
          bestTime = childTime
          bestKey = keys[child] ?? 0
        }
      }
      if (time < bestTime || (time === bestTime && key < bestKey)) break
      this.#move(best, hole)
      hole = best
    }
    this.#put(hole, time, key, kind, a, b)
  }

  #move(from: number, to: number): void {
    this.#time[to] = this.#time[from] ?? 0
    this.#key[to] = this.#key[from] ?? 0
    this.#kind[to] = this.#kind[from] ?? 0
    this.#a[to] = this.#a[from] ?? 0
    this.#b[to] = this.#b[from] ?? 0
  }

  #put(at: number, time: number, key: number, kind: number, a: number, b: number): void {
    this.#time[at] = time
    this.#key[at] = key
    this.#kind[at] = kind
    this.#a[at] = a
    this.#b[at] = b
  }

  #grow(): void {
    const capacity = this.#time.length * 2
    const time = new Float64Array(capacity)
    const key = new Float64Array(capacity)
    const kind = new Int32Array(capacity)
    const a = new Int32Array(capacity)
    const b = new Int32Array(capacity)
    time.set(this.#time)
    key.set(this.#key)
    kind.set(this.#kind)
    a.set(this.#a)
    b.set(this.#b)
    this.#time = time
    this.#key = key
    this.#kind = kind
    this.#a = a
    this.#b = b
  }
}
