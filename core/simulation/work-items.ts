import { wholeMs } from './variates.ts'

/** The states of a piece of human work. */
export const WORK = { free: 0, queued: 1, serving: 2 } as const

/** What happens to work in progress when its shift ends. */
export const SHIFT_END = { pause: 0, finish: 1, handoff: 2, block: 3 } as const

/** Whether a piece of work is new, goes on in the next shift, or was interrupted by something more urgent. */
export const RESUMED = { no: 0, nextShift: 1, interrupted: 2 } as const

/** All pieces of human work of a replication, in typed columns with reuse, so that the hot loop does not allocate. */
export class WorkItems {
  #used = 0
  #free: number[] = []
  state = new Int8Array(256)
  /** The team that holds it. */
  pool = new Int32Array(256)
  /** The owner's reference. */
  ref = new Int32Array(256)
  /** 1 where several fit one person (chat). */
  shared = new Int8Array(256)
  shiftEnd = new Int8Array(256)
  resumed = new Int8Array(256)
  /** Lower is more urgent. */
  rank = new Int32Array(256)
  /** The last tie-break: the ticket's place by id. */
  order = new Float64Array(256)
  eligibleAt = new Float64Array(256)
  /** The next instant at which a promise about it is broken; Infinity where there is none. */
  deadline = new Float64Array(256)
  /** How long such work takes on average. */
  expected = new Float64Array(256)
  /** Work still to do, in milliseconds of one person's full attention. */
  remaining = new Float64Array(256)
  startedAt = new Float64Array(256)
  firstStartAt = new Float64Array(256)
  /** Duration per unit of work (1, more for a chat beside others). */
  slowness = new Float64Array(256)
  /** Counts up whenever events that wait for the item become stale. */
  generation = new Int32Array(256)
  /** Counts up whenever its place in a queue becomes stale. */
  entry = new Int32Array(256)
  /** Its place in the list of items in service. */
  place = new Int32Array(256)
  /** The person who works on it, of teams that tell people apart. */
  person = new Int32Array(256)
  /** The person who had its ticket before, or -1. */
  owner = new Int32Array(256)
  /** The set of skills that it asks for, as its team counts them, and the one that it waits for now. */
  asked = new Int32Array(256)
  skills = new Int32Array(256)

  /** A fresh item. */
  take(): number {
    const item = this.#free.pop() ?? this.#used++
    if (item >= this.state.length) this.#grow()
    this.state[item] = WORK.queued
    this.firstStartAt[item] = -1
    this.slowness[item] = 1
    this.resumed[item] = RESUMED.no
    this.deadline[item] = Infinity
    this.expected[item] = 0
    this.owner[item] = -1
    this.asked[item] = 0
    this.skills[item] = 0
    return item
  }

  /** Whether work in progress is done at this instant: its shift's end is then too late to interrupt it. */
  endsBy(item: number, now: number): boolean {
    return now - (this.startedAt[item] ?? 0) >= wholeMs((this.remaining[item] ?? 0) * (this.slowness[item] ?? 1))
  }

  /** Gives an item back; every event and queue entry that still names it becomes stale. */
  release(item: number): void {
    this.state[item] = WORK.free
    this.generation[item] = (this.generation[item] ?? 0) + 1
    this.entry[item] = (this.entry[item] ?? 0) + 1
    this.#free.push(item)
  }

  #grow(): void {
    const size = this.state.length * 2
    const bytes = (old: Int8Array) => { const next = new Int8Array(size); next.set(old); return next }
    const ints = (old: Int32Array) => { const next = new Int32Array(size); next.set(old); return next }
    const doubles = (old: Float64Array) => { const next = new Float64Array(size); next.set(old); return next }
    this.state = bytes(this.state)
    this.shared = bytes(this.shared)
    this.shiftEnd = bytes(this.shiftEnd)
    this.resumed = bytes(this.resumed)
    this.deadline = doubles(this.deadline)
    this.expected = doubles(this.expected)
    this.person = ints(this.person)
    this.owner = ints(this.owner)
    this.asked = ints(this.asked)
    this.skills = ints(this.skills)
    this.pool = ints(this.pool)
    this.ref = ints(this.ref)
    this.rank = ints(this.rank)
    this.generation = ints(this.generation)
    this.entry = ints(this.entry)
    this.place = ints(this.place)
    this.order = doubles(this.order)
    this.eligibleAt = doubles(this.eligibleAt)
    this.remaining = doubles(this.remaining)
    this.startedAt = doubles(this.startedAt)
    this.firstStartAt = doubles(this.firstStartAt)
    this.slowness = doubles(this.slowness)
  }
}
