import { describe, expect, it } from 'vitest'
import type { QueueModel, QueueRun } from '../../../core/simulation/simulate-queue.ts'
import { simulateQueue } from '../../../core/simulation/simulate-queue.ts'
import { customers, exponential, UNIT } from './verification/plain-queue.ts'

const model: QueueModel = {
  seed: 9, replication: 4, classes: [customers(2, exponential(1), { patience: exponential(3) })], staff: [{ at: 0, headcount: 2, people: 2 }], shiftEnd: 'pause', from: 100 * UNIT, until: 500 * UNIT,
}

describe('simulateQueue', () => {
  it('gives the same run twice', () => {
    const strip = ({ pool, ...rest }: QueueRun): unknown => ({ ...rest, busy: pool.busyMs })
    expect(JSON.stringify(strip(simulateQueue(model)))).toBe(JSON.stringify(strip(simulateQueue(model))))
  })

  it('waits for everybody who came in the measured time, and counts them alone', () => {
    const { cohort, waits, sojourns, left, arrived } = simulateQueue(model)
    expect(left).toBeGreaterThan(0)
    expect(cohort.arrived).toBe(cohort.served + cohort.abandoned)
    expect(waits[0]?.length).toBe(cohort.arrived)
    expect(sojourns[0]?.length).toBe(cohort.served)
    expect(arrived).toBeGreaterThan(cohort.arrived)
  })

  it('tells an observer what it would have kept', () => {
    const kept = simulateQueue(model)
    const waits: number[] = []
    const sojourns: number[] = []
    let abandoned = 0
    const told = simulateQueue({ ...model, observe: { wait: (_, ms, started) => { waits.push(ms); if (!started) abandoned += 1 }, sojourn: (_, ms) => { sojourns.push(ms) } } })
    expect(waits).toEqual(kept.waits[0])
    expect(sojourns).toEqual(kept.sojourns[0])
    expect(abandoned).toBe(kept.cohort.abandoned)
    expect(told.waits).toEqual([[]])
  })

  it('turns away whom the waiting room cannot take', () => {
    const run = simulateQueue({ ...model, waitingRoom: 1, probes: Array.from({ length: 400 }, (_, index) => index * UNIT) })
    expect(run.blocked).toBeGreaterThan(0)
    expect(Math.max(...run.numberAt)).toBe(3)
  })
})
