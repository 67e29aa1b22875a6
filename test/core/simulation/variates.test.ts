import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import type { Distribution } from '../../../core/simulation/variates.ts'
import { lognormalFromMean, lognormalFromQuantiles, meanOf, quantileOf, sortedQuantile, wholeMs } from '../../../core/simulation/variates.ts'

const cases: { name: string; distribution: Distribution; mean: number; sd: number }[] = [
  { name: 'exponential', distribution: { kind: 'exponential', mean: 3 }, mean: 3, sd: 3 },
  { name: 'lognormal', distribution: lognormalFromMean(20, 1), mean: 20, sd: 20 },
  { name: 'uniform', distribution: { kind: 'uniform', from: 2, to: 8 }, mean: 5, sd: Math.sqrt(3) },
  { name: 'deterministic', distribution: { kind: 'deterministic', value: 4 }, mean: 4, sd: 0 },
  { name: 'empirical', distribution: { kind: 'empirical', sorted: [1, 2, 3, 4, 5] }, mean: 3, sd: 1.155 },
]

describe('quantileOf', () => {
  it.each(cases)('reproduces the mean of the $name distribution', ({ distribution, mean, sd }) => {
    const random = new KeyedRandom(5, 1)
    const n = 100_000
    let sum = 0
    for (let index = 0; index < n; index++) sum += quantileOf(distribution, random.uniformAt(index, 0, 0, 0))
    expect(Math.abs(sum / n - mean)).toBeLessThanOrEqual((4 * sd) / Math.sqrt(n) + 1e-9)
    expect(meanOf(distribution)).toBeCloseTo(mean, 9)
  })

  it.each(cases)('never falls as the probability of the $name distribution grows', ({ distribution }) => {
    let last = -Infinity
    for (let step = 1; step < 1000; step++) {
      const value = quantileOf(distribution, step / 1000)
      expect(value).toBeGreaterThanOrEqual(last)
      last = value
    }
  })

  it('meets the median and the 95th percentile that a latency is given by', () => {
    const latency = lognormalFromQuantiles(4_000, 15_000)
    expect(quantileOf(latency, 0.5)).toBeCloseTo(4_000, 6)
    expect(quantileOf(latency, 0.95)).toBeCloseTo(15_000, 6)
  })

  it('has no spread where none is given', () => {
    expect(quantileOf(lognormalFromMean(10, 0), 0.9)).toBe(10)
    expect(quantileOf(lognormalFromQuantiles(10, 10), 0.9)).toBe(10)
    expect(wholeMs(quantileOf(lognormalFromMean(0, 1), 0.9))).toBe(1)
  })

  it('interpolates between neighbours and gives 0 for no values', () => {
    expect(sortedQuantile([10, 20], 0.25)).toBe(12.5)
    expect(sortedQuantile([], 0.5)).toBe(0)
  })
})
