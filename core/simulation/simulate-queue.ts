import { EventHeap, RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import { KeyedRandom } from './keyed-random.ts'
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
  /** The rate per millisecond at an instant, at most `peakRate`; constant when left out. */
  readonly rateAt?: (now: number) => number
  readonly peakRate: number
}

/** A plain queue: classes of customers before one team, from time 0 to `until`, measured from `from` on. */
export type QueueModel = {
  readonly seed: number
  readonly replication: number
  readonly classes: readonly QueueClass[]
  readonly staff: readonly StaffStep[]
  readonly shiftEnd: keyof typeof SHIFT_END
  readonly from: number
  readonly until: number
  /** Instants at which the number in the system is read, in order. */
  readonly probes?: readonly number[]
}

/** What came of it; waits and sojourns by class in order of arrival, for customers that came in the measured time and left. */
export type QueueRun = {
  readonly waits: readonly (readonly number[])[]
  readonly sojourns: readonly (readonly number[])[]
  readonly arrived: number
  readonly served: number
  readonly abandoned: number
  readonly left: number
  readonly events: number
  readonly foundAllBusy: number
  readonly numberAt: readonly number[]
  /** Integral of the number in the system from time 0 to `until`, and the sum of times that customers spent there up to then. */
  readonly systemArea: number
  readonly timeInSystem: number
  readonly executedMs: number
  readonly pool: TeamPool
}

const PROBE = 100

/** Runs a plain queue on the same heap, staffing and team code as the real simulation; this is what the closed formulas are checked against. */
export function simulateQueue(model: QueueModel): QueueRun {
  const heap = new EventHeap()
  const items = new WorkItems()
  const random = new KeyedRandom(model.seed, model.replication)
  const pool = new TeamPool(heap, items, { index: 0, staff: model.staff, seats: 1, slowdown: 0, handoverMs: 0, from: model.from, to: model.until })
  const waits: number[][] = model.classes.map(() => [])
  const sojourns: number[][] = model.classes.map(() => [])
  const arrivedAt: number[] = []
  const classOf: number[] = []
  const numberAt: number[] = []
  let served = 0
  let abandoned = 0
  let events = 0
  let foundAllBusy = 0
  let measuredArrivals = 0
  let inSystem = 0
  let systemArea = 0
  let timeInSystem = 0
  let last = 0
  let now = 0

  pool.onFirstStart = (ref, waited) => {
    if ((arrivedAt[ref] ?? 0) >= model.from) waits[classOf[ref] ?? 0]?.push(waited)
  }
  const arrivalIn = (at: number, stream: number, draw: number): void => {
    const rate = model.classes[stream]?.peakRate ?? 0
    if (rate > 0) heap.push(at + wholeMs(quantileOf({ kind: 'exponential', mean: 1 / rate }, random.uniformAt(draw, stream, 1, 0))), RANK.arrival, EVENT.arrival, stream, draw + 1)
  }
  const depart = (item: number): void => {
    const ref = items.ref[item] ?? 0
    timeInSystem += now - (arrivedAt[ref] ?? 0)
    inSystem -= 1
    pool.leave(item, now)
  }

  model.classes.forEach((_, stream) => { arrivalIn(0, stream, 0) })
  model.probes?.forEach((at, index) => { heap.push(at, RANK.timer, PROBE, index, 0) })
  while (heap.nextTime < model.until || pool.dirty) {
    if (pool.dirty && heap.nextTime > now) {
      pool.dispatch(now)
      continue
    }
    if (!heap.pop()) break
    now = heap.time
    events += 1
    systemArea += (now - last) * inSystem
    last = now
    const { a, b } = heap
    switch (heap.kind) {
      case EVENT.staff:
        pool.staffStep(b, now)
        break
      case EVENT.arrival: {
        arrivalIn(now, a, b)
        const customers = model.classes[a]
        if (customers === undefined || (customers.rateAt !== undefined && random.uniformAt(b, a, 2, 0) * customers.peakRate >= customers.rateAt(now))) break
        const ref = arrivedAt.length
        arrivedAt.push(now)
        classOf.push(a)
        if (now >= model.from) {
          measuredArrivals += 1
          if (pool.inUse >= pool.people) foundAllBusy += 1
        }
        const item = items.take()
        items.ref[item] = ref
        items.rank[item] = customers.rank
        items.order[item] = ref
        items.shiftEnd[item] = SHIFT_END[model.shiftEnd]
        items.remaining[item] = wholeMs(quantileOf(customers.service, random.uniformAt(b, a, 3, 0)))
        inSystem += 1
        pool.enqueue(item, now)
        if (customers.patience !== undefined) {
          heap.push(now + wholeMs(quantileOf(customers.patience, random.uniformAt(b, a, 4, 0))), RANK.timer, EVENT.patience, item, items.generation[item] ?? 0)
        }
        break
      }
      case EVENT.workDone:
        if (items.generation[a] === b && items.state[a] === WORK.serving) {
          const ref = items.ref[a] ?? 0
          if ((arrivedAt[ref] ?? 0) >= model.from) sojourns[classOf[ref] ?? 0]?.push(now - (arrivedAt[ref] ?? 0))
          served += 1
          depart(a)
        }
        break
      case EVENT.patience:
        if (items.generation[a] === b && items.state[a] === WORK.queued) {
          const ref = items.ref[a] ?? 0
          if ((arrivedAt[ref] ?? 0) >= model.from) waits[classOf[ref] ?? 0]?.push(now - (arrivedAt[ref] ?? 0))
          abandoned += 1
          depart(a)
        }
        break
      case PROBE:
        numberAt.push(inSystem)
        break
    }
  }
  systemArea += (model.until - last) * inSystem
  pool.advance(model.until)
  // Whoever is still there has spent the time since arrival.
  let executedMs = pool.executedMs
  for (let item = 0; item < items.state.length; item++) {
    if (items.state[item] === WORK.free) continue
    timeInSystem += model.until - (arrivedAt[items.ref[item] ?? 0] ?? 0)
    if (items.state[item] === WORK.serving) executedMs += model.until - (items.startedAt[item] ?? 0)
  }
  return { waits, sojourns, arrived: arrivedAt.length, served, abandoned, left: inSystem, events, foundAllBusy: foundAllBusy / Math.max(1, measuredArrivals), numberAt, systemArea, timeInSystem, executedMs, pool }
}
