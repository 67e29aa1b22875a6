import { ln } from '../core/simulation/math-ln.ts'
import { simulateQueue } from '../core/simulation/simulate-queue.ts'
import type { BenchResult } from './bench-result.ts'

const UNIT = 1_000_000
const PEOPLE = 20
const RATE = 18
const UNTIL = 20_000
const ROUNDS = 9

/** The bare heap: 4-ary, typed columns, the total order (time, key) that every simulation needs, one payload; nothing else. */
class BareHeap {
  readonly times = new Float64Array(4096)
  readonly keys = new Float64Array(4096)
  readonly kinds = new Int32Array(4096)
  size = 0
  sequence = 0

  push(time: number, kind: number): void {
    const { times, keys, kinds } = this
    const key = this.sequence++
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const parentTime = times[parent] ?? 0
      const parentKey = keys[parent] ?? 0
      if (parentTime < time || (parentTime === time && parentKey < key)) break
      times[hole] = parentTime
      keys[hole] = parentKey
      kinds[hole] = kinds[parent] ?? 0
      hole = parent
    }
    times[hole] = time
    keys[hole] = key
    kinds[hole] = kind
  }

  drop(): void {
    const { times, keys, kinds } = this
    const size = --this.size
    const time = times[size] ?? 0
    const key = keys[size] ?? 0
    const kind = kinds[size] ?? 0
    let hole = 0
    for (let first = 1; first < size; first = hole * 4 + 1) {
      let best = first
      let bestTime = times[first] ?? 0
      let bestKey = keys[first] ?? 0
      const end = first + 4 < size ? first + 4 : size
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child] ?? 0
        const childKey = keys[child] ?? 0
        if (childTime < bestTime || (childTime === bestTime && childKey < bestKey)) {
          best = child
          bestTime = childTime
          bestKey = childKey
        }
      }
      if (time < bestTime || (time === bestTime && key < bestKey)) break
      times[hole] = bestTime
      keys[hole] = bestKey
      kinds[hole] = kinds[best] ?? 0
      hole = best
    }
    times[hole] = time
    keys[hole] = key
    kinds[hole] = kind
  }
}

/** A uniform number from a counter, as cheap as one can be and still be fair (the finaliser of MurmurHash3). */
function mixed(counter: number): number {
  let h = Math.imul(counter, 0x9e3779b9)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (((h ^ (h >>> 16)) >>> 0) + 0.5) / 4_294_967_296
}

/** M/M/20 as one would write it by hand: the heap, two kinds of events, a ring of those who wait, and the sum of their waits. */
function bareLoop(seed: number): number {
  const heap = new BareHeap()
  let line = new Float64Array(1024)
  let head = 0
  let waiting = 0
  const sums = { wait: 0, started: 0 }
  let counter = Math.imul(seed, 0x632be5ab)
  let events = 0
  let busy = 0
  heap.push(0, 0)
  while ((heap.times[0] ?? 0) < UNTIL * UNIT) {
    const now = heap.times[0] ?? 0
    const kind = heap.kinds[0] ?? 0
    heap.drop()
    events += 1
    if (kind === 0) {
      heap.push(now - (UNIT / RATE) * ln(mixed(++counter)), 0)
      if (busy < PEOPLE) {
        busy += 1
        sums.started += 1
        heap.push(now - UNIT * ln(mixed(++counter)), 1)
      } else {
        if (waiting === line.length) {
          const longer = new Float64Array(waiting * 2)
          for (let place = 0; place < waiting; place++) longer[place] = line[(head + place) & (waiting - 1)] ?? 0
          line = longer
          head = 0
        }
        line[(head + waiting) & (line.length - 1)] = now
        waiting += 1
      }
    } else if (waiting > 0) {
      sums.wait += now - (line[head] ?? 0)
      sums.started += 1
      head = (head + 1) & (line.length - 1)
      waiting -= 1
      heap.push(now - UNIT * ln(mixed(++counter)), 1)
    } else {
      busy -= 1
    }
  }
  // A mean that is not one of this queue (0.2754 in the long run) would show a loop that does something else.
  const mean = sums.wait / sums.started / UNIT
  if (!(mean > 0.2 && mean < 0.36)) throw new Error(`The bare loop waits ${mean} on average: it is not M/M/20.`)
  return events
}

function kernel(replication: number): number {
  // Waits and sojourns are summed, not kept: what keeping them costs is not the kernel's.
  const sums = { wait: 0, sojourn: 0 }
  return simulateQueue({
    observe: { wait: (_, ms) => { sums.wait += ms }, sojourn: (_, ms) => { sums.sojourn += ms } },
    seed: 1, replication, shiftEnd: 'finish', from: 0, until: UNTIL * UNIT, staff: [{ at: 0, headcount: PEOPLE, people: PEOPLE }],
    classes: [{ rank: 0, service: { kind: 'exponential', mean: UNIT }, peakRate: RATE / UNIT }],
  }).events
}

function eventsPerSecond(work: (round: number) => number, round: number): number {
  const start = performance.now()
  const events = work(round)
  return (events / (performance.now() - start)) * 1000
}

/** Measures the time layer against a bare heap loop on M/M/20 at load .9: the best of interleaved rounds, so that both meet the same machine. */
export async function run(): Promise<BenchResult> {
  let bare = 0
  let full = 0
  for (let round = 0; round < ROUNDS; round++) {
    const bareNow = eventsPerSecond(bareLoop, round + 1)
    const fullNow = eventsPerSecond(kernel, round)
    // The first rounds warm up.
    if (round < 2) continue
    bare = Math.max(bare, bareNow)
    full = Math.max(full, fullNow)
  }
  return {
    name: 'kernel',
    figures: { bareEventsPerSecond: Math.round(bare), fullEventsPerSecond: Math.round(full) },
    ratios: { fullToBare: full / bare },
    bars: [{ name: 'full semantics against a bare heap loop, events a second', value: full / bare, atLeast: 0.5 }],
  }
}
