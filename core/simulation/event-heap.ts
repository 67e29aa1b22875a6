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
  /** Kind, a and b of each entry, beside one another. */
  #payload: Int32Array
  #firstKey = 0
  /** The event that `pop` took last. */
  time = 0
  kind = 0
  a = 0
  b = 0

  constructor(capacity = 1024) {
    this.#time = new Float64Array(capacity)
    this.#key = new Float64Array(capacity)
    this.#payload = new Int32Array(capacity * 3)
  }

  /** The rank of the event that `pop` took last. */
  get rank(): number {
    return Math.floor(this.#firstKey / RANK_STEP)
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
    const payload = this.#payload
    let hole = this.#size
    this.#size += 1
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const parentTime = times[parent] ?? 0
      const parentKey = keys[parent] ?? 0
      if (parentTime < time || (parentTime === time && parentKey < key)) break
      times[hole] = parentTime
      keys[hole] = parentKey
      const from = parent * 3
      const to = hole * 3
      payload[to] = payload[from] ?? 0
      payload[to + 1] = payload[from + 1] ?? 0
      payload[to + 2] = payload[from + 2] ?? 0
      hole = parent
    }
    times[hole] = time
    keys[hole] = key
    const to = hole * 3
    payload[to] = kind
    payload[to + 1] = a
    payload[to + 2] = b
  }

  /** Takes the next event into the public fields; false when there is none. */
  pop(): boolean {
    if (this.#size === 0) return false
    const payload = this.#payload
    this.time = this.#time[0] ?? 0
    this.#firstKey = this.#key[0] ?? 0
    this.kind = payload[0] ?? 0
    this.a = payload[1] ?? 0
    this.b = payload[2] ?? 0
    this.#size -= 1
    if (this.#size > 0) this.#sink()
    return true
  }

  #sink(): void {
    const times = this.#time
    const keys = this.#key
    const payload = this.#payload
    const size = this.#size
    const time = times[size] ?? 0
    const key = keys[size] ?? 0
    let hole = 0
    for (let first = 1; first < size; first = hole * 4 + 1) {
      let best = first
      let bestTime = times[first] ?? 0
      const end = first + 4 < size ? first + 4 : size
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] ?? 0
        if (childTime < bestTime || (childTime === bestTime && (keys[child] ?? 0) < (keys[best] ?? 0))) {
          best = child
          bestTime = childTime
        }
      }
      const bestKey = keys[best] ?? 0
      if (time < bestTime || (time === bestTime && key < bestKey)) break
      times[hole] = bestTime
      keys[hole] = bestKey
      const from = best * 3
      const to = hole * 3
      payload[to] = payload[from] ?? 0
      payload[to + 1] = payload[from + 1] ?? 0
      payload[to + 2] = payload[from + 2] ?? 0
      hole = best
    }
    times[hole] = time
    keys[hole] = key
    const from = size * 3
    const to = hole * 3
    payload[to] = payload[from] ?? 0
    payload[to + 1] = payload[from + 1] ?? 0
    payload[to + 2] = payload[from + 2] ?? 0
  }

  #grow(): void {
    const capacity = this.#time.length * 2
    const time = new Float64Array(capacity)
    const key = new Float64Array(capacity)
    const payload = new Int32Array(capacity * 3)
    time.set(this.#time)
    key.set(this.#key)
    payload.set(this.#payload)
    this.#time = time
    this.#key = key
    this.#payload = payload
  }
}
