import { EventHeap, RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import { KeyedRandom } from './keyed-random.ts'
import { TeamPool } from './team-pool.ts'
import type { Distribution } from './variates.ts'
import { quantileOf, wholeMs } from './variates.ts'
import { SHIFT_END, WORK, WorkItems } from './work-items.ts'

/** One place of work in a network: so many people, and how long a piece of work takes there. */
export type Station = { readonly people: number; readonly service: Distribution }

/** Customers who pass through stages one after the other; the stations of one stage all work on a customer at once, and the last one to end lets the customer go on. */
export type NetworkModel = {
  readonly seed: number
  readonly replication: number
  /** Arrivals per millisecond, a Poisson process from time 0 to `until`. */
  readonly rate: number
  readonly stages: readonly (readonly Station[])[]
  /** Customers that arrive from here on are measured. */
  readonly from: number
  readonly until: number
}

/** What came of it; sojourns in order of leaving, of measured customers, all of whom have left. */
export type NetworkRun = {
  readonly sojourns: readonly number[]
  /** Time in each stage. */
  readonly stageSojourns: readonly (readonly number[])[]
  /** Up to `until`, whether measured or not. */
  readonly arrived: number
  readonly served: number
  readonly left: number
  /** Integral of the number in the system from time 0 to `until`, and the sum of times that customers spent there up to then. */
  readonly systemArea: number
  readonly timeInSystem: number
}

/** Runs a network of plain queues (in series, in parallel) on the same heap and team code as the real simulation. */
export function simulateNetwork(model: NetworkModel): NetworkRun {
  const { stages, from, until } = model
  const heap = new EventHeap()
  const items = new WorkItems()
  const random = new KeyedRandom(model.seed, model.replication)
  const places = stages.flatMap((stations, stage) => stations.map((station) => ({ stage, station })))
  const pools = places.map(({ station: { people } }, index) => new TeamPool(heap, items, { index, staff: [{ at: 0, headcount: people, people }], seats: 1, slowdown: 0, handoverMs: 0, from, to: until }))
  const sojourns: number[] = []
  const stageSojourns: number[][] = stages.map(() => [])
  const arrivedAt: number[] = []
  const stageOf: number[] = []
  const stageSince: number[] = []
  const branchesLeft: number[] = []
  let served = 0
  let inSystem = 0
  let systemArea = 0
  let timeInSystem = 0
  let last = 0
  let now = 0

  const arrivalIn = (at: number, draw: number): void => {
    const next = at + wholeMs(quantileOf({ kind: 'exponential', mean: 1 / model.rate }, random.uniformAt(draw, 0, 1, 0)))
    if (next < until) heap.push(next, RANK.arrival, EVENT.arrival, 0, draw + 1)
  }
  const enter = (customer: number, stage: number): void => {
    stageOf[customer] = stage
    stageSince[customer] = now
    branchesLeft[customer] = stages[stage]?.length ?? 0
    places.forEach((place, index) => {
      if (place.stage !== stage) return
      const item = items.take()
      items.ref[item] = customer
      items.order[item] = customer
      items.shiftEnd[item] = SHIFT_END.finish
      items.remaining[item] = wholeMs(quantileOf(place.station.service, random.uniformAt(customer, index, 2, 0)))
      pools[index]?.enqueue(item, now)
    })
  }
  const leaveStage = (customer: number): void => {
    const stage = stageOf[customer] ?? 0
    const came = arrivedAt[customer] ?? 0
    if (came >= from) stageSojourns[stage]?.push(now - (stageSince[customer] ?? 0))
    if (stage + 1 < stages.length) {
      enter(customer, stage + 1)
      return
    }
    served += 1
    inSystem -= 1
    timeInSystem += now - came
    if (came >= from) sojourns.push(now - came)
  }
  const happen = (kind: number, a: number, b: number): void => {
    if (kind === EVENT.staff) pools[a]?.staffStep(b, now)
    if (kind === EVENT.arrival) {
      arrivalIn(now, b)
      inSystem += 1
      arrivedAt.push(now)
      enter(arrivedAt.length - 1, 0)
    }
    if (kind === EVENT.workDone && items.generation[a] === b && items.state[a] === WORK.serving) {
      const customer = items.ref[a] ?? 0
      pools[items.pool[a] ?? 0]?.leave(a, now)
      branchesLeft[customer] = (branchesLeft[customer] ?? 0) - 1
      if (branchesLeft[customer] === 0) leaveStage(customer)
    }
  }
  const runTo = (end: number, stop: () => boolean): void => {
    while (!stop()) {
      if (heap.nextTime > now && pools.some((pool) => pool.dirty)) {
        for (const pool of pools) if (pool.dirty) pool.dispatch(now)
      } else if (heap.nextTime >= end || !heap.pop()) return
      else {
        now = heap.time
        systemArea += (now - last) * inSystem
        last = now
        happen(heap.kind, heap.a, heap.b)
      }
    }
  }
  const close = (): Pick<NetworkRun, 'arrived' | 'served' | 'left' | 'systemArea' | 'timeInSystem'> => {
    const customers = new Set<number>()
    for (let item = 0; item < items.state.length; item++) if (items.state[item] !== WORK.free) customers.add(items.ref[item] ?? 0)
    let inside = timeInSystem
    for (const customer of customers) inside += until - (arrivedAt[customer] ?? 0)
    return { arrived: arrivedAt.length, served, left: inSystem, systemArea: systemArea + (until - last) * inSystem, timeInSystem: inside }
  }

  arrivalIn(0, 0)
  runTo(until, () => false)
  const closed = close()
  runTo(Infinity, () => inSystem === 0)
  return { ...closed, sojourns, stageSojourns }
}
