import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../../core/simulation/keyed-random.ts'
import { mserFive } from '../../../../core/simulation/statistics/mser-five.ts'
import { quantileOf } from '../../../../core/simulation/variates.ts'

/** An AR(1) around a level that rises to its end value over `ramp` values. */
function ramped(seed: number, length: number, ramp: number, rise: number): number[] {
  const random = new KeyedRandom(seed, 0)
  let noise = 0
  return Array.from({ length }, (_, index) => {
    noise = 0.5 * noise + Math.sqrt(-2 * Math.log(random.uniformAt(index, 0, 0, 0))) * Math.cos(2 * Math.PI * random.uniformAt(index, 1, 0, 0))
    return noise + (index < ramp ? rise * (index / ramp - 1) : 0)
  })
}

describe('mserFive', () => {
  it.each([[2000, 400, 60, 100], [2000, 400, 20, 100], [5000, 1000, 60, 100], [1000, 200, 60, 95]])('of a ramped AR(1) of %d values trims within a fifth of the ramp of %d that rises by %d, in at least %d of 100 seeds', (length, ramp, rise, least) => {
    let near = 0
    for (let seed = 1; seed <= 100; seed++) {
      const { trimmed, of, tooShort } = mserFive(ramped(seed, length, ramp, rise))
      expect(of).toBe(length)
      if (!tooShort && trimmed >= 0.8 * ramp && trimmed <= 1.2 * ramp) near += 1
    }
    expect(near).toBeGreaterThanOrEqual(least)
  })

  it('leaves a steady series nearly whole', () => {
    const random = new KeyedRandom(9, 0)
    const steady = Array.from({ length: 1000 }, (_, index) => quantileOf({ kind: 'exponential', mean: 1 }, random.uniformAt(index, 0, 0, 0)))
    expect(mserFive(steady).trimmed).toBeLessThan(200)
    expect(mserFive(Array.from({ length: 50 }, () => 7))).toEqual({ trimmed: 0, of: 50, tooShort: false, mean: 7 })
  })

  it('says that a series is too short which is still on its way', () => {
    expect(mserFive(Array.from({ length: 200 }, (_, index) => (index < 150 ? index : 150 + (index % 2)))).tooShort).toBe(true)
  })

  it('takes a late jump for the end of the start-up, as is known of it, and says that the series is too short', () => {
    const early = Array.from({ length: 600 }, (_, index) => (index < 100 ? 0 : 10) + (index % 3))
    expect(mserFive(early).trimmed).toBe(100)
    const late = Array.from({ length: 600 }, (_, index) => (index < 560 ? 0 : 10) + (index % 3))
    expect(mserFive(late)).toMatchObject({ trimmed: 560, tooShort: true })
  })

  it('needs five values', () => {
    expect(mserFive([1, 2, 3])).toEqual({ trimmed: 0, of: 0, tooShort: false, mean: null })
    expect(mserFive([1, 2, 3, 4, 5, 6])).toEqual({ trimmed: 0, of: 5, tooShort: false, mean: 3 })
  })
})
