import type { QueueClass, QueueModel, QueueRun } from '../../../../core/simulation/simulate-queue.ts'
import { simulateQueue } from '../../../../core/simulation/simulate-queue.ts'
import type { Distribution } from '../../../../core/simulation/variates.ts'
import type { Figure, Study } from './study.ts'
import { seedOf } from './study.ts'
import { Tally } from './tally.ts'

/** One unit of the formulas in milliseconds: rounding to whole milliseconds is then a millionth of it. */
export const UNIT = 1_000_000

/** An exponential duration of so many units on average. */
export const exponential = (units: number): Distribution => ({ kind: 'exponential', mean: units * UNIT })

/** Customers of one class who arrive at a constant rate a unit. */
export function customers(rate: number, service: Distribution, rest: Pick<QueueClass, 'patience' | 'dueIn'> & { readonly rank?: number } = {}): QueueClass {
  return { rank: 0, service, peakRate: rate / UNIT, ...rest }
}

/** A plain queue as a study: who comes, how many people there are, and how many customers a replication has on average. */
export type PlainQueue = Omit<Study, 'replications' | 'seed' | 'figures' | 'replicate'> & {
  readonly classes: readonly QueueClass[]
  readonly people: number
  readonly customers: number
  readonly seed?: number
  /** What is read from a replication, with the limits (in units) up to which waits and sojourns of the first class are counted. */
  readonly waitLimits?: readonly number[]
  readonly sojournLimits?: readonly number[]
  readonly figures: readonly PlainFigure[]
  /** Every so many units the number in the system is read. */
  readonly probeEvery?: number
  readonly change?: Partial<QueueModel>
}

/** What a replication tells; times in units. */
export type PlainResult = {
  readonly run: QueueRun
  readonly waits: readonly Tally[]
  readonly sojourns: readonly Tally[]
  readonly wait: (index?: number) => number
  /** Of the first class, those who did not leave before. */
  readonly servedWait: () => number
  readonly sojourn: (index?: number) => number
}

/** A figure and how it is read. */
export type PlainFigure = Figure & { readonly read: (result: PlainResult) => number }

/** Replications of a queue that starts empty; the first tenth is dropped, and whoever has come is served. */
export function plainQueue(queue: PlainQueue): Study {
  const rate = queue.classes.reduce((sum, { peakRate }) => sum + peakRate, 0)
  const until = Math.round(queue.customers / rate)
  const spacing = (queue.probeEvery ?? Infinity) * UNIT
  const first = Math.round(until / 10)
  const probes = Array.from({ length: Math.floor((until - first) / spacing) }, (_, index) => first + index * spacing)
  const scaled = (limits: readonly number[] = []): readonly number[] => limits.map((limit) => Math.round(limit * UNIT))
  return {
    id: queue.id, model: queue.model, set: queue.set, seed: queue.seed ?? seedOf(queue.id, queue.model), replications: 20, figures: queue.figures,
    replicate: (seed, replication) => {
      const waits = queue.classes.map(() => new Tally(scaled(queue.waitLimits)))
      const sojourns = queue.classes.map(() => new Tally(scaled(queue.sojournLimits)))
      const served = new Tally()
      const run = simulateQueue({
        seed, replication, classes: queue.classes, staff: [{ at: 0, headcount: queue.people, people: queue.people }], shiftEnd: 'finish', from: first, until, probes,
        observe: {
          wait: (index, ms, started) => {
            waits[index]?.add(ms)
            if (started && index === 0) served.add(ms)
          },
          sojourn: (index, ms) => { sojourns[index]?.add(ms) },
        },
        ...queue.change,
      })
      const result: PlainResult = {
        run, waits, sojourns, wait: (index = 0) => (waits[index]?.mean ?? NaN) / UNIT, servedWait: () => served.mean / UNIT, sojourn: (index = 0) => (sojourns[index]?.mean ?? NaN) / UNIT,
      }
      return queue.figures.map((figure) => figure.read(result))
    },
  }
}

/** A figure that must equal a closed form, printed by the design as `printed`. */
export function equal(quantity: string, printed: string, exact: number, read: (result: PlainResult) => number, unit = ''): PlainFigure {
  return { quantity, printed, rule: { kind: 'equals', exact }, unit, read }
}

/** The share of waits of the first class up to the limit of that place. */
export const waitsWithin = (place: number) => ({ waits }: PlainResult): number => waits[0]?.within(place) ?? NaN
