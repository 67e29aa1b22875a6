import { describe, expect, it } from 'vitest'
import type { QueueClass, QueueModel, QueueRun } from '../../../core/simulation/simulate-queue.ts'
import { simulateQueue } from '../../../core/simulation/simulate-queue.ts'
import type { StaffStep } from '../../../core/simulation/staffing.ts'
import type { Distribution } from '../../../core/simulation/variates.ts'
import { lognormalFromMean } from '../../../core/simulation/variates.ts'
import { disagreement, mean, shareUpTo } from './closed-form.ts'

/** One unit of the formulas; rounding to whole milliseconds is then a millionth of it. */
const UNIT = 1_000_000
const REPLICATIONS = 20
const always = (people: number): readonly StaffStep[] => [{ at: 0, headcount: people, people }]
const exponential = (meanUnits: number): Distribution => ({ kind: 'exponential', mean: meanUnits * UNIT })

/** Replications of a queue that starts empty; the first tenth is dropped. `customers` are expected in one replication. */
function replicate(classes: readonly QueueClass[], people: number, customers: number, seed = 1): readonly QueueRun[] {
  const rate = classes.reduce((sum, { peakRate }) => sum + peakRate, 0)
  const until = Math.round(customers / rate)
  return Array.from({ length: REPLICATIONS }, (_, replication) => {
    const model: QueueModel = { seed, replication, classes, staff: always(people), shiftEnd: 'finish', from: Math.round(until / 10), until }
    return simulateQueue(model)
  })
}

const plain = (rate: number, service: Distribution, patience?: Distribution): QueueClass => ({ rank: 0, service, peakRate: rate / UNIT, ...(patience === undefined ? {} : { patience }) })
const meanWait = (runs: readonly QueueRun[], index = 0): readonly number[] => runs.map((run) => mean(run.waits[index] ?? []) / UNIT)
const waitShare = (runs: readonly QueueRun[], limit: number): readonly number[] => runs.map((run) => shareUpTo(run.waits[0] ?? [], limit * UNIT))

describe('simulateQueue against closed forms', () => {
  it('V01: M/M/1 at load .5 has the waits, sojourns and distribution of the formulas', () => {
    const runs = replicate([plain(0.5, exponential(1))], 1, 40_000)
    expect(disagreement(meanWait(runs), 1)).toBe('')
    expect(disagreement(runs.map((run) => mean(run.sojourns[0] ?? []) / UNIT), 2)).toBe('')
    expect(disagreement(runs.map((run) => run.pool.queueArea / (run.pool.availableMs)), 0.5)).toBe('')
    expect(disagreement(waitShare(runs, 3.2189), 0.9)).toBe('')
    expect(disagreement(waitShare(runs, 4.6052), 0.95)).toBe('')
    expect(disagreement(runs.map((run) => run.pool.busyMs / run.pool.availableMs), 0.5)).toBe('')
  })

  it('V01: M/M/1 at load .8 waits 4', () => {
    const runs = replicate([plain(0.8, exponential(1))], 1, 170_000)
    expect(disagreement(meanWait(runs), 4)).toBe('')
    expect(disagreement(waitShare(runs, 10.3972), 0.9)).toBe('')
  })

  it('V02: M/M/3 and the help desk of 20 have the waits of Erlang C', () => {
    const three = replicate([plain(2, exponential(1))], 3, 130_000)
    expect(disagreement(meanWait(three), 4 / 9)).toBe('')
    expect(disagreement(three.map((run) => run.foundAllBusy), 0.4444)).toBe('')
    // 100 an hour, ten minutes each, 20 people; one unit is an hour.
    const desk = replicate([plain(100, exponential(1 / 6))], 20, 160_000, 2)
    expect(disagreement(meanWait(desk).map((hours) => hours * 3600), 60.8625, 0.04)).toBe('')
    expect(disagreement(waitShare(desk, 60 / 3600), 0.7577)).toBe('')
    expect(disagreement(waitShare(desk, 300 / 3600), 0.9361)).toBe('')
  })

  it('V03: M/G/1 at load .7 follows Pollaczek and Khinchine for uniform and lognormal work', () => {
    expect(disagreement(meanWait(replicate([plain(0.7, { kind: 'uniform', from: 0, to: 2 * UNIT })], 1, 60_000)), 1.5556)).toBe('')
    expect(disagreement(meanWait(replicate([plain(0.7, lognormalFromMean(UNIT, 1.5))], 1, 100_000)), 3.7917, 0.03)).toBe('')
  })

  it('V04: M/D/1 at load .8 waits 2, with its distribution', () => {
    const runs = replicate([plain(0.8, { kind: 'deterministic', value: UNIT })], 1, 120_000)
    expect(disagreement(meanWait(runs), 2)).toBe('')
    for (const [limit, share] of [[0, 0.2], [1, 0.4451], [2, 0.6345], [5, 0.8995]] as const) expect(disagreement(waitShare(runs, limit), share)).toBe('')
  })

  it('V05: impatient customers leave and wait as Erlang A says', () => {
    const calls = replicate([plain(48, exponential(1), exponential(2))], 50, 100_000)
    expect(disagreement(calls.map((run) => run.abandoned / (run.abandoned + run.served)), 0.0309, 0.03)).toBe('')
    expect(disagreement(meanWait(calls), 0.0618, 0.03)).toBe('')
    const hours = replicate([plain(100, exponential(1 / 6), exponential(1 / 2))], 15, 60_000)
    expect(disagreement(hours.map((run) => run.abandoned / (run.abandoned + run.served)), 0.1282)).toBe('')
    expect(disagreement(meanWait(hours), 0.0641)).toBe('')
    expect(disagreement(hours.map((run) => run.pool.busyMs / run.pool.availableMs), 0.9687)).toBe('')
  })

  it('V06: two priorities wait 1 and 3.3333, and their weighted sum is kept', () => {
    const classes: QueueClass[] = [0.3, 0.4].map((rate, rank) => ({ rank, service: exponential(1), peakRate: rate / UNIT }))
    const runs = replicate(classes, 1, 150_000)
    expect(disagreement(meanWait(runs, 0), 1)).toBe('')
    expect(disagreement(meanWait(runs, 1), 10 / 3)).toBe('')
    const fifo = replicate(classes.map((one) => ({ ...one, rank: 0 })), 1, 150_000)
    for (const discipline of [runs, fifo]) {
      const first = meanWait(discipline, 0)
      const second = meanWait(discipline, 1)
      expect(disagreement(first.map((wait, index) => 0.3 * wait + 0.4 * (second[index] ?? 0)), 1.6333)).toBe('')
    }
  })

  it.each<[string, Distribution]>([
    ['fixed', { kind: 'deterministic', value: UNIT / 3 }], ['exponential', exponential(1 / 3)], ['lognormal', lognormalFromMean(UNIT / 3, 1.5)],
  ])('V08: with people enough, the number at work is Poisson(4) for %s work', (_name, service) => {
    const probes = Array.from({ length: 4000 }, (_, index) => (20 + index * 2) * UNIT)
    const runs = Array.from({ length: REPLICATIONS }, (_, replication) =>
      simulateQueue({ seed: 3, replication, classes: [plain(12, service)], staff: always(10_000), shiftEnd: 'finish', from: 0, until: 8100 * UNIT, probes }))
    expect(disagreement(runs.map((run) => mean(run.numberAt)), 4)).toBe('')
    expect(disagreement(runs.map((run) => { const m = mean(run.numberAt); return mean(run.numberAt.map((x) => (x - m) * (x - m))) }), 4, 0.03)).toBe('')
    expect(disagreement(runs.map((run) => 1 - shareUpTo(run.numberAt, 8)), 0.0214, 0.1)).toBe('')
  })
})

describe('simulateQueue with shifts', () => {
  const HOUR = 3_600_000
  const days = 420
  const shifts: StaffStep[] = Array.from({ length: days }, (_, day) => [
    { at: (day * 24 + 9) * HOUR, headcount: 5, people: 5 }, { at: (day * 24 + 17) * HOUR, headcount: 0, people: 0 },
  ]).flat()
  const demand = (service: Distribution): QueueClass => ({
    rank: 0, service, peakRate: 6 / HOUR, rateAt: (now) => { const hour = (now / HOUR) % 24; return (hour >= 8 && hour < 20 ? 6 : 2) / HOUR },
  })
  const run = (service: Distribution, shiftEnd: QueueModel['shiftEnd'], replication: number, probes: readonly number[] = []): QueueRun =>
    simulateQueue({ seed: 1000, replication, classes: [demand(service)], staff: shifts, shiftEnd, from: 20 * 24 * HOUR, until: 410 * 24 * HOUR, probes })

  it('V12: work that pauses at closing time has the exact resolution time, occupancy and backlog by hour', () => {
    const hours = [0, 8, 9, 12, 16, 17, 23]
    const exact = [28.41, 44.41, 50.41, 23.505, 3.171, 2.41, 26.41]
    const probes = Array.from({ length: 380 }, (_, day) => hours.map((hour) => ((day + 25) * 24 + hour) * HOUR)).flat()
    const runs = Array.from({ length: 30 }, (_, replication) => run({ kind: 'exponential', mean: HOUR / 3 }, 'pause', replication, probes))
    expect(disagreement(runs.map((one) => mean(one.sojourns[0] ?? []) / HOUR), 6.5215)).toBe('')
    expect(disagreement(runs.map((one) => one.pool.busyMs / one.pool.availableMs), 0.8)).toBe('')
    hours.forEach((_, index) => {
      expect(disagreement(runs.map((one) => mean(one.numberAt.filter((_value, at) => at % hours.length === index))), exact[index] ?? 0, 0.04)).toBe('')
    })
  })

  it('agrees with an independent simulator on finishing and pausing (within both intervals)', () => {
    const lognormal = lognormalFromMean(HOUR / 3, 1)
    for (const [shiftEnd, published, half] of [['finish', 6.049, 0.0144], ['pause', 6.5421, 0.0172]] as const) {
      const values = Array.from({ length: 30 }, (_, replication) => mean(run(lognormal, shiftEnd, replication).sojourns[0] ?? []) / HOUR)
      const m = mean(values)
      const sd = Math.sqrt(mean(values.map((value) => (value - m) * (value - m))))
      expect(Math.abs(m - published)).toBeLessThan(1.8 * (half + (2.05 * sd) / Math.sqrt(30)))
    }
  })
})

describe('V14: identities hold to the millisecond', () => {
  const cases: { name: string; model: Omit<QueueModel, 'replication'> }[] = [
    { name: 'plain', model: { seed: 1, classes: [plain(0.9, exponential(1))], staff: always(1), shiftEnd: 'finish', from: 0, until: 5000 * UNIT } },
    { name: 'impatient', model: { seed: 2, classes: [plain(5, exponential(1), exponential(1))], staff: always(3), shiftEnd: 'finish', from: 0, until: 3000 * UNIT } },
    {
      name: 'shifts with pauses',
      model: { seed: 3, classes: [plain(2, exponential(1))], shiftEnd: 'pause', from: 0, until: 2000 * UNIT, staff: Array.from({ length: 100 }, (_, i) => ({ at: i * 20 * UNIT, headcount: i % 2 === 0 ? 5 : 0, people: i % 2 === 0 ? 5 : 0 })) },
    },
  ]
  it.each(cases)('Little, flow and work balance: $name', ({ model }) => {
    for (let replication = 0; replication < 3; replication++) {
      const run = simulateQueue({ ...model, replication })
      expect(run.arrived).toBeGreaterThan(1000)
      expect(run.timeInSystem - run.systemArea).toBe(0)
      expect(run.arrived).toBe(run.served + run.abandoned + run.left)
      expect(run.pool.busyMs).toBe(run.executedMs)
      expect(run.pool.availableMs).toBe(model.staff.reduce((sum, step, index) => sum + step.people * (Math.min(model.until, model.staff[index + 1]?.at ?? model.until) - step.at), 0))
    }
  })

  it('the same model gives the same run twice', () => {
    const model: QueueModel = { seed: 9, replication: 4, classes: [plain(2, exponential(1), exponential(3))], staff: always(2), shiftEnd: 'pause', from: 0, until: 500 * UNIT }
    const strip = ({ pool, ...rest }: QueueRun): unknown => ({ ...rest, busy: pool.busyMs })
    expect(JSON.stringify(strip(simulateQueue(model)))).toBe(JSON.stringify(strip(simulateQueue(model))))
  })
})
