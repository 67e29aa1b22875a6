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

/** Runs a plain queue on the same heap, staffing and team code as the real simulation; this is what the closed formulas are checked against. */
export function simulateQueue(model: QueueModel): QueueRun {
  const { classes, from, until, observe } = model
  const heap = new EventHeap()
  const items = new WorkItems()
  const random = new KeyedRandom(model.seed, model.replication)
  const pool = new TeamPool(heap, items, { index: 0, staff: model.staff, seats: 1, slowdown: 0, handoverMs: 0, from, to: until, ...(model.line === undefined ? {} : { line: model.line }) })
  const room = model.waitingRoom ?? Infinity
  const waits: number[][] = classes.map(() => [])
  const sojourns: number[][] = classes.map(() => [])
  // By place of the work item, which is used again when its customer has left.
  let arrivedAt = new Float64Array(256)
  const classOf: number[] = []
  const numberAt: number[] = []
  const cohort = { arrived: 0, served: 0, abandoned: 0, blocked: 0, foundAllBusy: 0 }
  const whole = { arrived: 0, served: 0, abandoned: 0, blocked: 0 }
  let events = 0
  let inSystem = 0
  // Fields, because a variable that closures share would be a new object with every change.
  const at = { now: 0, last: 0, systemArea: 0, timeInSystem: 0 }
  let order = 0

  const waited = (item: number, ms: number, started = true): void => {
    if ((arrivedAt[item] ?? 0) < from) return
    const customers = classOf[item] ?? 0
    if (observe === undefined) waits[customers]?.push(ms)
    else observe.wait(customers, ms, started)
  }
  pool.onFirstStart = (item, ms) => { waited(item, ms) }
  const gaps = classes.map(({ peakRate }): Distribution => ({ kind: 'exponential', mean: 1 / peakRate }))
  const arrivalIn = (instant: number, stream: number, draw: number): void => {
    const gap = gaps[stream]
    if (gap === undefined || !((classes[stream]?.peakRate ?? 0) > 0)) return
    const next = instant + wholeMs(quantileOf(gap, random.uniformAt(draw, stream, 1, 0)))
    if (next < until) heap.push(next, RANK.arrival, EVENT.arrival, stream, draw + 1)
  }
  const depart = (item: number, how: 'served' | 'abandoned'): void => {
    const came = arrivedAt[item] ?? 0
    whole[how] += 1
    if (came >= from) cohort[how] += 1
    at.timeInSystem += at.now - came
    inSystem -= 1
    pool.leave(item, at.now)
  }
  const arrive = (stream: number, draw: number): void => {
    const customers = classes[stream]
    if (customers === undefined || (customers.rateAt !== undefined && random.uniformAt(draw, stream, 2, 0) * customers.peakRate >= customers.rateAt(at.now))) return
    const measured = at.now >= from
    whole.arrived += 1
    if (measured) {
      cohort.arrived += 1
      if (pool.inUse >= pool.people) cohort.foundAllBusy += 1
    }
    if (inSystem >= pool.people + room) {
      whole.blocked += 1
      if (measured) cohort.blocked += 1
      return
    }
    const item = items.take()
    if (item >= arrivedAt.length) {
      const longer = new Float64Array(items.state.length)
      longer.set(arrivedAt)
      arrivedAt = longer
    }
    arrivedAt[item] = at.now
    classOf[item] = stream
    items.ref[item] = item
    items.rank[item] = customers.rank
    items.order[item] = order
    order += 1
    if (customers.dueIn !== undefined) items.deadline[item] = at.now + customers.dueIn
    items.shiftEnd[item] = SHIFT_END[model.shiftEnd]
    items.remaining[item] = wholeMs(quantileOf(customers.service, random.uniformAt(draw, stream, 3, 0)))
    inSystem += 1
    pool.enqueue(item, at.now)
    if (customers.patience === undefined) return
    heap.push(at.now + wholeMs(quantileOf(customers.patience, random.uniformAt(draw, stream, 4, 0))), RANK.timer, EVENT.patience, item, items.generation[item] ?? 0)
  }
  const happen = (kind: number, a: number, b: number): void => {
    switch (kind) {
      case EVENT.staff:
        pool.staffStep(b, at.now)
        return
      case EVENT.arrival:
        arrivalIn(at.now, a, b)
        arrive(a, b)
        return
      case EVENT.workDone: {
        if (items.generation[a] !== b || items.state[a] !== WORK.serving) return
        const came = arrivedAt[a] ?? 0
        if (came >= from) {
          if (observe === undefined) sojourns[classOf[a] ?? 0]?.push(at.now - came)
          else observe.sojourn(classOf[a] ?? 0, at.now - came)
        }
        depart(a, 'served')
        return
      }
      case EVENT.patience:
        if (items.generation[a] !== b || items.state[a] !== WORK.queued) return
        waited(a, at.now - (arrivedAt[a] ?? 0), false)
        depart(a, 'abandoned')
        return
      case PROBE:
        numberAt.push(inSystem)
    }
  }
  /** Runs events before `end`; after the last one nobody is due to start. */
  const runTo = (end: number, stop: () => boolean): void => {
    while (!stop()) {
      if (pool.dirty && heap.nextTime > at.now) pool.dispatch(at.now)
      else if (heap.nextTime >= end || !heap.pop()) return
      else {
        at.now = heap.time
        events += 1
        at.systemArea += (at.now - at.last) * inSystem
        at.last = at.now
        happen(heap.kind, heap.a, heap.b)
      }
    }
  }
  /** The state at `until`: whoever is still there has spent the time since arrival. */
  const close = (): Pick<QueueRun, 'arrived' | 'served' | 'abandoned' | 'blocked' | 'left' | 'systemArea' | 'timeInSystem' | 'timeInQueue' | 'executedMs' | 'busyMs'> => {
    pool.advance(until)
    let inside = at.timeInSystem
    let executedMs = pool.executedMs
    for (let item = 0; item < items.state.length; item++) {
      if (items.state[item] === WORK.free) continue
      inside += until - (arrivedAt[item] ?? 0)
      if (items.state[item] === WORK.serving) executedMs += until - (items.startedAt[item] ?? 0)
    }
    return { ...whole, left: inSystem, systemArea: at.systemArea + (until - at.last) * inSystem, timeInSystem: inside, timeInQueue: inside - executedMs, executedMs, busyMs: pool.busyMs }
  }

  classes.forEach((_, stream) => { arrivalIn(0, stream, 0) })
  model.probes?.forEach((instant, index) => { heap.push(instant, RANK.timer, PROBE, index, 0) })
  runTo(until, () => false)
  const closed = close()
  runTo(Infinity, () => inSystem === 0)
  return { ...closed, waits, sojourns, cohort, events, numberAt, pool }
}
