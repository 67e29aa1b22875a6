import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { batchMeans } from '../../../../core/simulation/statistics/batch-means.ts'
import { quantileOf } from '../../../../core/simulation/variates.ts'

function waits(seed: number, count: number, load: number): readonly number[] {
  const random = new KeyedRandom(seed, 0)
  let wait = 0
  return Array.from({ length: count }, (_, index) => {
    const now = wait
    const service = quantileOf({ kind: 'exponential', mean: load }, random.uniformAt(index, 0, 0, 0))
    const gap = quantileOf({ kind: 'exponential', mean: 1 }, random.uniformAt(index, 1, 0, 0))
    wait = Math.max(0, wait + service - gap)
    return now
  })
}

describe('batchMeans', () => {
  it('covers the mean wait of M/M/1, which is 0.5 at half load, about 95 times in 100', () => {
    let covered = 0
    let dependent = 0
    for (let seed = 0; seed < 200; seed++) {
      const found = batchMeans(waits(seed, 6000, 0.5))
      if (found?.interval !== null && found !== null && found.interval[0] <= 0.5 && 0.5 <= found.interval[1]) covered += 1
      if (found?.dependent === true) dependent += 1
    }
    expect(covered).toBeGreaterThanOrEqual(180)
    expect(dependent).toBeLessThan(40)
  })

  it('warns of batches that depend on each other', () => {
    expect(batchMeans(waits(1, 300, 0.95))?.dependent).toBe(true)
    expect(batchMeans(Array.from({ length: 900 }, (_, index) => index))).toMatchObject({ dependent: true, batches: 30, batchSize: 30 })
  })

  it('leaves out what fills no batch at the beginning', () => {
    expect(batchMeans([1000, ...Array.from({ length: 60 }, () => 1)])).toMatchObject({ mean: 1, batchSize: 2, lagOne: 0, dependent: false, interval: [1, 1] })
    expect(batchMeans([1, 2, 3])).toBeNull()
  })
})
