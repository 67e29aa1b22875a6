import { CustomerStream } from './customer-stream.ts'
import { EventHeap, RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import { KeyedRandom } from './keyed-random.ts'
import type { LineRules } from './queue-order.ts'
import type { StaffStep } from './staffing.ts'
import { TeamPool } from './team-pool.ts'
import type { Distribution } from './variates.ts'
import { quantileOf, wholeMs } from './variates.ts'
import { SHIFT_END, WORK, WorkItems } from './work-items.ts'

/** One class of customers of a plain queue. */
export type QueueClass = {
  readonly rank: number
  readonly service: Distribution
  readonly patience?: Distribution
  /** How long after arrival the work is due, for a line that goes by deadlines. */
  readonly dueIn?: number
  /** The rate per millisecond at an instant, at most `peakRate`; constant when left out. */
  readonly rateAt?: (now: number) => number
  readonly peakRate: number
}

/** A plain queue: classes of customers before one team; arrivals from time 0 to `until`, measured are those from `from` on, and whoever came is waited for. */
export type QueueModel = {
  readonly seed: number
  readonly replication: number
  readonly classes: readonly QueueClass[]
  readonly staff: readonly StaffStep[]
  readonly shiftEnd: keyof typeof SHIFT_END
  /** Who is next and who may interrupt; by rank, nobody, when left out. */
  readonly line?: LineRules
  readonly from: number
  readonly until: number
  /** How many may wait; more are turned away. No limit when left out. */
  readonly waitingRoom?: number
  /** Instants before `until` at which the number in the system is read, in order. */
  readonly probes?: readonly number[]
  /** Is told every measured wait and sojourn instead of keeping them, for runs with very many customers. */
  readonly observe?: { readonly wait: (customers: number, ms: number, started: boolean) => void; readonly sojourn: (customers: number, ms: number) => void }
}

/** What came of the customers of the measured time, all of whom have left. */
export type QueueCohort = { readonly arrived: number; readonly served: number; readonly abandoned: number; readonly blocked: number; readonly foundAllBusy: number }

/** What came of it; waits and sojourns by class in order of starting and of leaving, for customers that came in the measured time. */
export type QueueRun = {
  readonly waits: readonly (readonly number[])[]
  readonly sojourns: readonly (readonly number[])[]
  readonly cohort: QueueCohort
  /** Up to `until`, whether measured or not; those who are turned away arrived and were blocked. */
  readonly arrived: number
  readonly served: number
  readonly abandoned: number
  readonly blocked: number
  readonly left: number
  readonly events: number
  readonly numberAt: readonly number[]
  /** Integral of the number in the system from time 0 to `until`, and the sum of times that customers spent there up to then. */
  readonly systemArea: number
  readonly timeInSystem: number
  /** The same of the queue alone; both are exact where no one is measured later than from time 0. */
  readonly timeInQueue: number
  readonly executedMs: number
  readonly busyMs: number
  readonly pool: TeamPool
}

const PROBE = 100

type QueueCounts = { arrived: number; served: number; abandoned: number; blocked: number }

/** A plain queue while it runs; fields, because a variable that closures share would be a new object with every change. */
class PlainQueue {
  readonly #model: QueueModel
  readonly #heap = new EventHeap()
  readonly #items = new WorkItems()
  readonly #random: KeyedRandom
  readonly #pool: TeamPool
  readonly #room: number
  readonly #shiftEnd: number
  readonly #from: number
  readonly #until: number
  readonly #streams: readonly (CustomerStream | undefined)[]
  readonly #waits: number[][]
  readonly #sojourns: number[][]
  /** By place of the work item, which is used again when its customer has left. */
  #arrivedAt = new Float64Array(256)
  #classOf = new Int32Array(256)
  readonly #numberAt: number[] = []
  readonly #cohort = { arrived: 0, served: 0, abandoned: 0, blocked: 0, foundAllBusy: 0 }
  readonly #whole: QueueCounts = { arrived: 0, served: 0, abandoned: 0, blocked: 0 }
  #events = 0
  #inSystem = 0
  #order = 0
  #now = 0
  #last = 0
  #systemArea = 0
  #timeInSystem = 0

  constructor(model: QueueModel) {
    const { classes, from, until } = model
    this.#model = model
    this.#from = from
    this.#until = until
    this.#random = new KeyedRandom(model.seed, model.replication)
    this.#pool = new TeamPool(this.#heap, this.#items, { index: 0, staff: model.staff, seats: 1, slowdown: 0, handoverMs: 0, from, to: until, ...(model.line === undefined ? {} : { line: model.line }) })
    this.#pool.onFirstStart = (item, ms) => { this.#waited(item, ms, true) }
    this.#room = model.waitingRoom ?? Infinity
    this.#shiftEnd = SHIFT_END[model.shiftEnd]
    this.#streams = classes.map(({ peakRate, service }, stream) => (peakRate > 0 ? new CustomerStream(this.#random, stream, peakRate, service) : undefined))
    this.#waits = classes.map(() => [])
    this.#sojourns = classes.map(() => [])
  }

  run(): QueueRun {
    const { classes, probes } = this.#model
    classes.forEach((_, stream) => { this.#plan(stream, 0) })
    probes?.forEach((instant, index) => { this.#heap.push(instant, RANK.timer, PROBE, index, 0) })
    this.#runTo(this.#until - 1, -1)
    const closed = this.#close()
    this.#runTo(Number.MAX_SAFE_INTEGER, 0)
    return { ...closed, waits: this.#waits, sojourns: this.#sojourns, cohort: this.#cohort, events: this.#events, numberAt: this.#numberAt, pool: this.#pool }
  }

  /** All that happens until an instant, or until so many are left in the system. */
  #runTo(last: number, left: number): void {
    const heap = this.#heap
    const pool = this.#pool
    while (this.#inSystem !== left) {
      while (pool.dirty && !heap.hasUntil(this.#now)) pool.dispatch(this.#now)
      if (!heap.hasUntil(last)) return
      heap.pop()
      const now = heap.time
      this.#events += 1
      this.#systemArea += (now - this.#last) * this.#inSystem
      this.#last = now
      this.#now = now
      this.#happen(heap.kind, heap.a, heap.b)
    }
  }

  #happen(kind: number, a: number, b: number): void {
    switch (kind) {
      case EVENT.arrival:
        this.#plan(a, b)
        this.#arrive(a, b)
        return
      case EVENT.workDone: {
        if (this.#items.generation[a] !== b || this.#items.state[a] !== WORK.serving) return
        const came = this.#arrivedAt[a] ?? 0
        if (came >= this.#from) {
          const { observe } = this.#model
          if (observe === undefined) this.#sojourns[this.#classOf[a] ?? 0]?.push(this.#now - came)
          else observe.sojourn(this.#classOf[a] ?? 0, this.#now - came)
          this.#cohort.served += 1
        }
        this.#whole.served += 1
        this.#depart(a, came)
        return
      }
      case EVENT.staff:
        this.#pool.staffStep(b, this.#now)
        return
      case EVENT.patience: {
        if (this.#items.generation[a] !== b || this.#items.state[a] !== WORK.queued) return
        const came = this.#arrivedAt[a] ?? 0
        this.#waited(a, this.#now - came, false)
        if (came >= this.#from) this.#cohort.abandoned += 1
        this.#whole.abandoned += 1
        this.#depart(a, came)
        return
      }
      case PROBE:
        this.#numberAt.push(this.#inSystem)
    }
  }

  #plan(stream: number, customer: number): void {
    const drawn = this.#streams[stream]
    if (drawn === undefined) return
    const next = this.#now + (drawn.gaps[drawn.placeOf(customer)] ?? 0)
    if (next < this.#until) this.#heap.push(next, RANK.arrival, EVENT.arrival, stream, customer + 1)
  }

  #arrive(stream: number, draw: number): void {
    const customers = this.#model.classes[stream]
    const now = this.#now
    if (customers === undefined || (customers.rateAt !== undefined && this.#random.uniformAt(draw, stream, 2, 0) * customers.peakRate >= customers.rateAt(now))) return
    const pool = this.#pool
    const measured = now >= this.#from
    this.#whole.arrived += 1
    if (measured) {
      this.#cohort.arrived += 1
      if (pool.inUse >= pool.people) this.#cohort.foundAllBusy += 1
    }
    if (this.#inSystem >= pool.people + this.#room) {
      this.#whole.blocked += 1
      if (measured) this.#cohort.blocked += 1
      return
    }
    const items = this.#items
    const item = items.take()
    if (item >= this.#arrivedAt.length) this.#grow()
    this.#arrivedAt[item] = now
    this.#classOf[item] = stream
    items.ref[item] = item
    items.rank[item] = customers.rank
    items.order[item] = this.#order
    this.#order += 1
    if (customers.dueIn !== undefined) items.deadline[item] = now + customers.dueIn
    items.shiftEnd[item] = this.#shiftEnd
    const drawn = this.#streams[stream]
    if (drawn !== undefined) items.remaining[item] = drawn.works[drawn.placeOf(draw)] ?? 0
    this.#inSystem += 1
    pool.enqueue(item, now)
    if (customers.patience === undefined) return
    this.#heap.push(now + wholeMs(quantileOf(customers.patience, this.#random.uniformAt(draw, stream, 4, 0))), RANK.timer, EVENT.patience, item, items.generation[item] ?? 0)
  }

  #waited(item: number, ms: number, started: boolean): void {
    if ((this.#arrivedAt[item] ?? 0) < this.#from) return
    const { observe } = this.#model
    const customers = this.#classOf[item] ?? 0
    if (observe === undefined) this.#waits[customers]?.push(ms)
    else observe.wait(customers, ms, started)
  }

  #depart(item: number, came: number): void {
    this.#timeInSystem += this.#now - came
    this.#inSystem -= 1
    this.#pool.leave(item, this.#now)
  }

  /** The state at `until`: whoever is still there has spent the time since arrival. */
  #close(): Pick<QueueRun, 'arrived' | 'served' | 'abandoned' | 'blocked' | 'left' | 'systemArea' | 'timeInSystem' | 'timeInQueue' | 'executedMs' | 'busyMs'> {
    const pool = this.#pool
    const items = this.#items
    const until = this.#until
    pool.advance(until)
    let inside = this.#timeInSystem
    let { executedMs } = pool
    for (let item = 0; item < items.state.length; item++) {
      if (items.state[item] === WORK.free) continue
      inside += until - (this.#arrivedAt[item] ?? 0)
      if (items.state[item] === WORK.serving) executedMs += until - (items.startedAt[item] ?? 0)
    }
    return { ...this.#whole, left: this.#inSystem, systemArea: this.#systemArea + (until - this.#last) * this.#inSystem, timeInSystem: inside, timeInQueue: inside - executedMs, executedMs, busyMs: pool.busyMs }
  }

  #grow(): void {
    const size = this.#items.state.length
    const arrivedAt = new Float64Array(size)
    const classOf = new Int32Array(size)
    arrivedAt.set(this.#arrivedAt)
    classOf.set(this.#classOf)
    this.#arrivedAt = arrivedAt
    this.#classOf = classOf
  }
}

/** Runs a plain queue on the same heap, staffing and team code as the real simulation; this is what the closed formulas are checked against. */
export function simulateQueue(model: QueueModel): QueueRun {
  return new PlainQueue(model).run()
}
