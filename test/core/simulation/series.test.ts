import { describe, expect, it } from 'vitest'
import { interval, kpiTable, meanOfKnown } from '../../../core/simulation/figures.ts'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import { quantileOf } from '../../../core/simulation/variates.ts'
import { coverage, meanSeries, quantileSeries, seriesGrid } from '../../../core/simulation/series.ts'

const grid = { startAt: 100, stepMs: 10, steps: 5 }

describe('coverage', () => {
  it('counts what is open at the end of each step; a span that ends there is over', () => {
    expect(coverage(grid, [[100, 115], [105, 120, 130, 999], [149, 150], [0, 109]])).toEqual([2, 0, 1, 1, 1])
    expect(coverage(grid, [[140, 151]])).toEqual([0, 0, 0, 1, 1])
  })
})

describe('meanSeries', () => {
  it('averages a stepwise function over each step', () => {
    expect(meanSeries(grid, [{ at: 0, value: 2 }, { at: 115, value: 4 }, { at: 130, value: 0 }])).toEqual([2, 3, 4, 0, 0])
  })
})

describe('quantileSeries', () => {
  it('takes the quantile over replications at each step', () => {
    expect(quantileSeries([[1, 9], [3, 7], [2, 8]], 2, 0.5)).toEqual([2, 8])
  })
})

describe('seriesGrid', () => {
  it.each([[1, 900_000], [14, 3_600_000], [90, 21_600_000], [700, 604_800_000]])('covers %d days in at most 400 steps', (days, stepMs) => {
    const found = seriesGrid({ from: 0, to: days * 86_400_000, arrivals: [0] })
    expect(found.stepMs).toBe(stepMs)
    expect(found.steps).toBeLessThanOrEqual(400)
    expect(found.startAt + found.steps * found.stepMs).toBeGreaterThanOrEqual((days + 1) * 86_400_000)
  })
})

describe('interval', () => {
  it('is the t-interval of the mean, and nothing for fewer than two values', () => {
    const [low, high] = interval([1, 2, 3, null]) ?? [0, 0]
    expect(low).toBeCloseTo(2 - 4.30265273 / Math.sqrt(3), 6)
    expect(high).toBeCloseTo(2 + 4.30265273 / Math.sqrt(3), 6)
    expect(interval([1])).toBeNull()
    expect(interval([null, 1])).toBeNull()
    expect(meanOfKnown([null])).toBeNull()
  })

  it('keeps its promise: 95 % intervals cover the truth about 95 % of the time', () => {
    const random = new KeyedRandom(3, 0)
    let covered = 0
    for (let run = 0; run < 2000; run++) {
      const values = Array.from({ length: 20 }, (_, index) => {
        let sum = 0
        for (let part = 0; part < 8; part++) sum += quantileOf({ kind: 'exponential', mean: 1 }, random.uniformAt(run, index, part, 0))
        return sum / 8
      })
      const found = interval(values)
      if (found !== null && found[0] <= 1 && 1 <= found[1]) covered += 1
    }
    expect(covered / 2000).toBeGreaterThan(0.932)
    expect(covered / 2000).toBeLessThan(0.968)
  })
})

describe('kpiTable', () => {
  it('has every metric, also for no replication at all', () => {
    const table = kpiTable([])
    expect(Object.keys(table).length).toBeGreaterThan(20)
    for (const figure of Object.values(table)) expect(figure).toMatchObject({ mean: null, n: 0, ci95: { mean: null } })
  })
})
