import type { EventHeap } from './event-heap.ts'
import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { StaffStep } from './staffing.ts'
import { wholeMs } from './variates.ts'
import type { WorkItems } from './work-items.ts'
import { SHIFT_END, WORK } from './work-items.ts'
import { WorkQueue } from './work-queue.ts'

/** What a team's pool needs to know. */
export type TeamPoolOptions = {
  readonly index: number
  readonly staff: readonly StaffStep[]
  /** Chats that one person holds at once. */
  readonly seats: number
  /** How much slower each further chat of the same person makes the work. */
  readonly slowdown: number
  /** What a handover at shift end adds, in milliseconds. */
  readonly handoverMs: number
  /** Statistics cover this time only. */
  readonly from: number
  readonly to: number
}

/** One team: people on shift, the queue before them, and what they did. People pull; nothing is allocated ahead of time. */
export class TeamPool {
  readonly #heap: EventHeap
  readonly #items: WorkItems
  readonly #options: TeamPoolOptions
  readonly #solo: WorkQueue
  readonly #shared: WorkQueue
  #serving: number[] = []
  #soloBusy = 0
  #sharedBusy = 0
  #last: number
  /** Whether a dispatch is due at this instant. */
  dirty = false
  people = 0
  headcount = 0
  queued = 0
  maxQueued = 0
  busyMs = 0
  availableMs = 0
  paidMs = 0
  overtimeMs = 0
  /** Integral of the queue's length over time. */
  queueArea = 0
  /** Work executed on items that left or paused (attention of one, exact). */
  executedMs = 0
  /** Called when a piece of work starts for the first time. */
  onFirstStart: ((ref: number, waitedMs: number) => void) | undefined
  /** Called whenever somebody begins to work on a piece of work, or stops. */
  onServing: ((ref: number, serving: boolean) => void) | undefined

  constructor(heap: EventHeap, items: WorkItems, options: TeamPoolOptions) {
    this.#heap = heap
    this.#items = items
    this.#options = options
    this.#solo = new WorkQueue(items)
    this.#shared = new WorkQueue(items)
    this.#last = options.from
    const first = options.staff[0]
    if (first !== undefined) heap.push(first.at, RANK.calendar, EVENT.staff, options.index, 0)
  }

  /** People who work on something now. */
  get inUse(): number {
    const left = this.people - this.#soloBusy
    const sharing = left > 0 ? Math.min(left, this.#sharedBusy) : Math.ceil(this.#sharedBusy / this.#options.seats)
    return this.#soloBusy + sharing
  }

  /** Pieces of work in progress. */
  get serving(): number {
    return this.#serving.length
  }

  /** Takes the next staffing step into effect (an event of rank 0). */
  staffStep(index: number, now: number): void {
    const step = this.#options.staff[index]
    if (step === undefined) return
    this.advance(now)
    const shiftEnds = step.headcount < this.headcount
    this.people = step.people
    this.headcount = step.headcount
    if (shiftEnds) this.#endShift(now)
    const next = this.#options.staff[index + 1]
    if (next !== undefined) this.#heap.push(next.at, RANK.calendar, EVENT.staff, this.#options.index, index + 1)
    this.dirty = true
  }

  /** Puts work into the queue; its columns are set by the caller, its time of eligibility is now. */
  enqueue(item: number, now: number): void {
    this.advance(now)
    this.#items.pool[item] = this.#options.index
    this.#items.eligibleAt[item] = now
    this.#push(item, false)
  }

  /** Moves waiting work to another rank; the time of eligibility is kept. */
  rerank(item: number, rank: number): void {
    if (this.#items.state[item] !== WORK.queued || this.#items.rank[item] === rank) return
    this.#items.rank[item] = rank
    const resumed = (this.#items.firstStartAt[item] ?? -1) >= 0
    ;(this.#items.shared[item] === 1 ? this.#shared : this.#solo).push(item, resumed)
    this.dirty = true
  }

  /** Ends an item: done, abandoned or cancelled. */
  leave(item: number, now: number): void {
    this.advance(now)
    if (this.#items.state[item] === WORK.serving) {
      this.executedMs += now - (this.#items.startedAt[item] ?? 0)
      this.#stopServing(item)
      this.dirty = true
    } else {
      this.queued -= 1
    }
    this.#items.release(item)
  }

  /** Starts as much waiting work as people allow. */
  dispatch(now: number): void {
    this.dirty = false
    this.advance(now)
    for (;;) {
      const soloFits = (this.people - this.#soloBusy - 1) * this.#options.seats >= this.#sharedBusy && this.people > this.#soloBusy
      const sharedFits = this.#sharedBusy < (this.people - this.#soloBusy) * this.#options.seats
      const solo = soloFits ? this.#solo.peek() : -1
      const shared = sharedFits ? this.#shared.peek() : -1
      if (solo < 0 && shared < 0) return
      if (shared < 0 || (solo >= 0 && this.#solo.goesBefore(this.#shared))) {
        this.#solo.dropFirst()
        this.#start(solo, now)
      } else {
        this.#shared.dropFirst()
        this.#start(shared, now)
      }
    }
  }

  /** Brings the integrals up to `now`. */
  advance(now: number): void {
    const from = this.#last > this.#options.from ? this.#last : this.#options.from
    const until = now < this.#options.to ? now : this.#options.to
    if (until > from) {
      const span = until - from
      const inUse = this.inUse
      this.busyMs += span * inUse
      this.availableMs += span * this.people
      this.paidMs += span * this.headcount
      if (inUse > this.headcount) this.overtimeMs += span * (inUse - this.headcount)
      this.queueArea += span * this.queued
    }
    if (now > this.#last) this.#last = now
  }

  #push(item: number, resumed: boolean): void {
    this.#items.state[item] = WORK.queued
    ;(this.#items.shared[item] === 1 ? this.#shared : this.#solo).push(item, resumed)
    this.queued += 1
    if (this.queued > this.maxQueued) this.maxQueued = this.queued
    this.dirty = true
  }

  #start(item: number, now: number): void {
    const items = this.#items
    this.queued -= 1
    items.state[item] = WORK.serving
    items.startedAt[item] = now
    let slowness = 1
    if (items.shared[item] === 1) {
      const people = this.people - this.#soloBusy
      slowness = 1 + this.#options.slowdown * Math.floor(this.#sharedBusy / people)
      this.#sharedBusy += 1
    } else {
      this.#soloBusy += 1
    }
    items.slowness[item] = slowness
    items.place[item] = this.#serving.length
    this.#serving.push(item)
    const generation = (items.generation[item] ?? 0) + 1
    items.generation[item] = generation
    this.#heap.push(now + wholeMs((items.remaining[item] ?? 0) * slowness), RANK.completion, EVENT.workDone, item, generation)
    this.onServing?.(items.ref[item] ?? 0, true)
    if ((items.firstStartAt[item] ?? -1) < 0) {
      items.firstStartAt[item] = now
      this.onFirstStart?.(items.ref[item] ?? 0, now - (items.eligibleAt[item] ?? 0))
    }
  }

  #stopServing(item: number): void {
    const items = this.#items
    const last = this.#serving.pop()
    const place = items.place[item] ?? 0
    if (last !== undefined && last !== item) {
      this.#serving[place] = last
      items.place[last] = place
    }
    if (items.shared[item] === 1) this.#sharedBusy -= 1
    else this.#soloBusy -= 1
    this.onServing?.(items.ref[item] ?? 0, false)
  }

  /** The work that no one is left for goes back to the queue, latest started first, unless it is to be finished. */
  #endShift(now: number): void {
    const items = this.#items
    const candidates = this.#serving
      .filter((item) => items.shiftEnd[item] !== SHIFT_END.finish)
      .sort((a, b) => (items.startedAt[b] ?? 0) - (items.startedAt[a] ?? 0) || (items.order[b] ?? 0) - (items.order[a] ?? 0))
    for (const item of candidates) {
      if (this.inUse <= this.people) return
      const worked = now - (items.startedAt[item] ?? 0)
      this.executedMs += worked
      const rest = (items.remaining[item] ?? 0) - worked / (items.slowness[item] ?? 1)
      items.remaining[item] = Math.max(1, rest) + (items.shiftEnd[item] === SHIFT_END.handoff ? this.#options.handoverMs : 0)
      this.#stopServing(item)
      items.generation[item] = (items.generation[item] ?? 0) + 1
      this.#push(item, true)
    }
  }
}
