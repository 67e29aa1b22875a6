import type { EventHeap } from './event-heap.ts'
import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { LineRules } from './queue-order.ts'
import { QueueOrder } from './queue-order.ts'
import type { StaffStep } from './staffing.ts'
import { TeamBase } from './team-base.ts'
import { wholeMs } from './variates.ts'
import { WaitingLine } from './waiting-line.ts'
import type { WorkItems } from './work-items.ts'
import { RESUMED, SHIFT_END, WORK } from './work-items.ts'

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
  /** The order of the line; by priority when left out. */
  readonly line?: LineRules
}

/** One team of people who are alike: those on shift, the queue before them, and what they did. People pull; nothing is allocated ahead of time. */
export class TeamPool extends TeamBase {
  readonly #heap: EventHeap
  readonly #items: WorkItems
  readonly #options: TeamPoolOptions
  readonly #order: QueueOrder
  readonly #solo: WaitingLine
  readonly #shared: WaitingLine
  #serving = new Int32Array(32)
  #served = 0
  #soloBusy = 0
  #sharedBusy = 0
  #step = -1
  readonly #aside: number[] = []

  constructor(heap: EventHeap, items: WorkItems, options: TeamPoolOptions) {
    super(options.from, options.to)
    this.#heap = heap
    this.#items = items
    this.#options = options
    this.#order = new QueueOrder(items, options.line)
    this.#solo = new WaitingLine(items, this.#order)
    this.#shared = new WaitingLine(items, this.#order)
    const first = options.staff[0]
    if (first !== undefined) heap.push(first.at, RANK.calendar, EVENT.staff, options.index, 0)
  }

  /** Pieces of work in progress. */
  get serving(): number {
    return this.#served
  }

  /** Takes the next staffing step into effect (an event of rank 0). */
  staffStep(index: number, now: number): void {
    const step = this.#options.staff[index]
    if (step === undefined) return
    this.advance(now)
    const shiftEnds = step.headcount < this.headcount
    this.people = step.people
    this.headcount = step.headcount
    this.#step = index
    this.#recount()
    if (shiftEnds) this.#endShift(now)
    const next = this.#options.staff[index + 1]
    if (next !== undefined) this.#heap.push(next.at, RANK.calendar, EVENT.staff, this.#options.index, index + 1)
    this.dirty = true
  }

  /** Puts work into the queue; its columns are set by the caller, its time of eligibility is now. */
  enqueue(item: number, now: number): void {
    this.advance(now)
    this.created += 1
    this.#items.pool[item] = this.#options.index
    this.#items.eligibleAt[item] = now
    this.#push(item)
  }

  /** Moves waiting work to another rank; the time of eligibility is kept. */
  rerank(item: number, rank: number): void {
    if (this.#items.rank[item] === rank) return
    this.#items.rank[item] = rank
    this.reorder(item)
  }

  /** Puts waiting work where its columns now want it. */
  reorder(item: number): void {
    if (this.#items.state[item] !== WORK.queued) return
    this.#lineOf(item).push(item)
    this.dirty = true
  }

  /** Ends an item: done, abandoned or cancelled. */
  leave(item: number, now: number): void {
    this.advance(now)
    if (this.#items.state[item] === WORK.serving) {
      this.executedMs += now - (this.#items.startedAt[item] ?? 0)
      this.#stopServing(item)
      if (this.queued > 0) this.dirty = true
    } else {
      this.queued -= 1
    }
    this.#items.release(item)
  }

  /** Starts as much waiting work as people allow. */
  dispatch(now: number): void {
    this.dirty = false
    this.advance(now)
    this.#fill(now)
    if (this.#order.rules.preemption !== null) while (this.queued > 0 && this.#interrupt(now)) { /* until nobody else may be interrupted */ }
    while (this.#aside.length > 0) {
      const item = this.#aside.pop() ?? -1
      this.#lineOf(item).push(item)
    }
  }

  #fill(now: number): void {
    while (this.queued > this.#aside.length) {
      const solo = this.#soloFits() ? this.#solo.peek(now) : -1
      const shared = this.#sharedFits() ? this.#shared.peek(now) : -1
      if (solo < 0 && shared < 0) return
      const item = shared < 0 || (solo >= 0 && this.#order.goesBefore(solo, shared, now)) ? solo : shared
      this.#lineOf(item).dropFirst(item)
      if (this.#items.shiftEnd[item] === SHIFT_END.block && this.#outlivesShift(item, now)) this.#aside.push(item)
      else this.#start(item, now)
    }
  }

  #soloFits(): boolean {
    const left = this.people - this.#soloBusy
    return left > 0 && (this.#sharedBusy === 0 || (left - 1) * this.#options.seats >= this.#sharedBusy)
  }

  #sharedFits(): boolean {
    return this.#sharedBusy < (this.people - this.#soloBusy) * this.#options.seats
  }

  #lineOf(item: number): WaitingLine {
    return this.#items.shared[item] === 1 ? this.#shared : this.#solo
  }

  // With one more at work, more than stay would still be busy at a shift's end.
  #outlivesShift(item: number, now: number): boolean {
    const { staff } = this.#options
    const until = now + (this.#items.expected[item] ?? 0)
    let before = this.headcount
    for (let index = this.#step + 1; index < staff.length; index++) {
      const step = staff[index]
      if (step === undefined || step.at >= until) return false
      if (step.headcount < before && this.inUse + 1 > step.people) return true
      before = step.headcount
    }
    return false
  }

  // The first who may interrupt takes the place of the least urgent work that was begun last. A person with several chats is freed for
  // a further chat, but not for work that wants a person alone.
  #interrupt(now: number): boolean {
    const { preemption } = this.#order.rules
    if (preemption === null) return false
    const items = this.#items
    const solo = this.#solo.peek(now)
    const shared = this.#shared.peek(now)
    const first = shared < 0 || (solo >= 0 && this.#order.goesBefore(solo, shared, now)) ? solo : shared
    for (const item of [first, first === solo ? shared : solo]) {
      if (item < 0 || !preemption.by.has(items.rank[item] ?? 0)) continue
      let victim = -1
      for (let place = 0; place < this.#served; place++) {
        const other = this.#serving[place] ?? 0
        if (items.shared[item] === 0 && items.shared[other] === 1) continue
        if (this.#order.mayInterrupt(item, other) && (victim < 0 || this.#order.isBetterVictim(other, victim))) victim = other
      }
      if (victim < 0 || this.inUse > this.people) continue
      this.#lineOf(item).dropFirst(item)
      this.#interruptWork(victim, now)
      items.resumed[victim] = RESUMED.interrupted
      this.#push(victim)
      this.#start(item, now)
      return true
    }
    return false
  }

  #push(item: number): void {
    this.#items.state[item] = WORK.queued
    this.#lineOf(item).push(item)
    this.queued += 1
    if (this.#order.rules.preemption !== null || (this.#items.shared[item] === 1 ? this.#sharedFits() : this.#soloFits())) this.dirty = true
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
    this.#recount()
    items.slowness[item] = slowness
    if (this.#served === this.#serving.length) {
      const serving = new Int32Array(this.#served * 2)
      serving.set(this.#serving)
      this.#serving = serving
    }
    items.place[item] = this.#served
    this.#serving[this.#served] = item
    this.#served += 1
    const generation = (items.generation[item] ?? 0) + 1
    items.generation[item] = generation
    this.#heap.push(now + wholeMs((items.remaining[item] ?? 0) * slowness), RANK.completion, EVENT.workDone, item, generation)
    if (this.onServing !== undefined) this.onServing(items.ref[item] ?? 0, true)
    if ((items.firstStartAt[item] ?? -1) < 0) {
      items.firstStartAt[item] = now
      if (this.onFirstStart !== undefined) this.onFirstStart(items.ref[item] ?? 0, now - (items.eligibleAt[item] ?? 0))
    }
  }

  #stopServing(item: number): void {
    const items = this.#items
    this.#served -= 1
    const last = this.#serving[this.#served] ?? 0
    const place = items.place[item] ?? 0
    this.#serving[place] = last
    items.place[last] = place
    if (items.shared[item] === 1) this.#sharedBusy -= 1
    else this.#soloBusy -= 1
    this.#recount()
    if (this.onServing !== undefined) this.onServing(items.ref[item] ?? 0, false)
  }

  #recount(): void {
    let inUse = this.#soloBusy
    if (this.#sharedBusy > 0) {
      const left = this.people - this.#soloBusy
      inUse += left > 0 ? Math.min(left, this.#sharedBusy) : Math.ceil(this.#sharedBusy / this.#options.seats)
    }
    this.inUse = inUse
    this.overtime = inUse > this.headcount ? inUse - this.headcount : 0
  }

  /** Takes work out of somebody's hands; what is left of it stands in its columns. */
  #interruptWork(item: number, now: number): void {
    const items = this.#items
    const worked = now - (items.startedAt[item] ?? 0)
    this.executedMs += worked
    items.remaining[item] = Math.max(1, (items.remaining[item] ?? 0) - worked / (items.slowness[item] ?? 1))
    this.#stopServing(item)
    items.generation[item] = (items.generation[item] ?? 0) + 1
  }

  /** The work that no one is left for goes back to the queue, latest started first, unless it is to be finished. */
  #endShift(now: number): void {
    const items = this.#items
    const candidates = [...this.#serving.subarray(0, this.#served)]
      .filter((item) => items.shiftEnd[item] !== SHIFT_END.finish && !items.endsBy(item, now))
      .sort((a, b) => (items.startedAt[b] ?? 0) - (items.startedAt[a] ?? 0) || (items.order[b] ?? 0) - (items.order[a] ?? 0))
    let ending = 0
    for (let place = 0; place < this.#served; place++) if (items.endsBy(this.#serving[place] ?? 0, now)) ending += 1
    for (const item of candidates) {
      // Whoever is done at this instant makes room.
      if (this.inUse - ending <= this.people) return
      this.#interruptWork(item, now)
      if (items.shiftEnd[item] === SHIFT_END.handoff) items.remaining[item] = (items.remaining[item] ?? 0) + this.#options.handoverMs
      items.resumed[item] = RESUMED.nextShift
      this.#push(item)
    }
  }
}
