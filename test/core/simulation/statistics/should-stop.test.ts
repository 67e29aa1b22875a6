import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { shouldStop } from '../../../../core/simulation/statistics/should-stop.ts'
import { quantileOf } from '../../../../core/simulation/variates.ts'

describe('shouldStop', () => {
  it.each<readonly [string, readonly (number | null)[], 'narrow' | 'atMost' | null]>([
    ['goes on with one figure', [10], null],
    ['goes on with few, however alike', [10, 10, 10, 10], null],
    ['stops when all say the same', [10, 10, 10, 10, 10], 'narrow'],
    ['stops when the figure is always 0', [0, 0, 0, 0, 0], 'narrow'],
    ['goes on while the interval is wide', [5, 15, 10, 2, 18, 9], null],
    ['stops at the most replications', [5, 15, 10, 2, 18, 9, 11], 'atMost'],
    ['goes on, then stops, where the figure is never known', [null, null, null, null, null], null],
  ])('%s', (_, values, because) => {
    const decision = shouldStop(values, { within: 0.05, atMost: 7 })
    expect(decision.because).toBe(because)
    expect(decision.stop).toBe(because !== null)
    expect(decision.replications).toBe(values.length)
  })

  it('keeps its word: when it stops for narrowness, the half-width is within the share', () => {
    const random = new KeyedRandom(5, 0)
    const values: number[] = []
    let decision = shouldStop(values, { within: 0.05, atMost: 1000 })
    while (!decision.stop) {
      values.push(quantileOf({ kind: 'exponential', mean: 1 }, random.uniformAt(values.length, 0, 0, 0)) + 2)
      decision = shouldStop(values, { within: 0.05, atMost: 1000 })
    }
    expect(decision.because).toBe('narrow')
    expect(decision.share).toBeLessThanOrEqual(0.05)
    expect(shouldStop(values.slice(0, -1), { within: 0.05, atMost: 1000 }).stop).toBe(false)
  })
})
