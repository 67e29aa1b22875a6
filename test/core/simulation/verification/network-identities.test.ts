import { describe, expect, it } from 'vitest'
import { simulateNetwork } from '../../../../core/simulation/simulate-network.ts'
import { exponential, UNIT } from './plain-queue.ts'

describe('simulateNetwork', () => {
  it.each([
    { name: 'in series', stages: [[{ people: 1, service: exponential(1) }], [{ people: 3, service: exponential(2) }]] },
    { name: 'in parallel', stages: [[{ people: 1, service: exponential(1) }, { people: 2, service: exponential(1.5) }], [{ people: 1, service: exponential(0.5) }]] },
  ])('keeps Little and the flow of customers to the millisecond: $name', ({ stages }) => {
    const run = simulateNetwork({ seed: 7, replication: 0, rate: 0.8 / UNIT, stages, from: 0, until: 3000 * UNIT })
    expect(run.arrived).toBeGreaterThan(2000)
    expect(run.timeInSystem - run.systemArea).toBe(0)
    expect(run.arrived).toBe(run.served + run.left)
    expect(run.sojourns.length).toBe(run.arrived)
  })
})
