import { describe, expect, it } from 'vitest'
import { KeyedRandom } from '../../../core/simulation/keyed-random.ts'
import { exp } from '../../../core/simulation/math-exp.ts'
import { ln } from '../../../core/simulation/math-ln.ts'
import { normalQuantile } from '../../../core/simulation/normal-quantile.ts'
import { studentT } from '../../../core/simulation/student-t.ts'

const random = new KeyedRandom(20260101, 0)
const u = (index: number, stream: number): number => random.uniformAt(index, stream, 0, 0)

/** Distance in units of the last place. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer)
  return Math.abs(Number((bits[0] ?? 0n) - (bits[1] ?? 0n)))
}

describe('ln', () => {
  it('agrees with the platform within one unit of the last place on a million arguments', () => {
    let worst = 0
    let different = 0
    for (let index = 0; index < 1_000_000; index++) {
      const x = index % 3 === 0 ? u(index, 1) : index % 3 === 1 ? 1 + (u(index, 1) - 0.5) / 8 : Math.exp((u(index, 1) - 0.5) * 1400)
      const distance = ulps(ln(x), Math.log(x))
      worst = Math.max(worst, distance)
      if (distance > 0) different += 1
    }
    expect(worst).toBeLessThanOrEqual(1)
    // The same algorithm runs in V8; builds that fuse multiply and add differ now and then, and never by more than above.
    if (process.platform === 'linux' && process.arch === 'x64') expect(different).toBe(0)
  })

  it.each([[1, 0], [0, -Infinity], [Infinity, Infinity], [5e-324, -744.4400719213812], [2, 0.6931471805599453]])('ln(%d) is %d', (x, expected) => {
    expect(ln(x)).toBe(expected)
  })

  it('has no value below zero', () => {
    expect(ln(-1)).toBeNaN()
    expect(ln(NaN)).toBeNaN()
  })
})

describe('exp', () => {
  it('agrees with the platform within one unit of the last place on a million arguments', () => {
    let worst = 0
    let different = 0
    for (let index = 0; index < 1_000_000; index++) {
      const x = (u(index, 2) - 0.5) * (index % 2 === 0 ? 1480 : 4)
      const distance = ulps(exp(x), Math.exp(x))
      worst = Math.max(worst, distance)
      if (distance > 0) different += 1
    }
    expect(worst).toBeLessThanOrEqual(1)
    if (process.platform === 'linux' && process.arch === 'x64') expect(different).toBe(0)
  })

  it.each([[0, 1], [1, Math.E], [710, Infinity], [-746, 0], [-Infinity, 0], [Infinity, Infinity]])('exp(%d) is %d', (x, expected) => {
    expect(exp(x)).toBe(expected)
  })
})

describe('normalQuantile', () => {
  it.each([
    [0.25, -0.6744897501960817], [0.001, -3.090232306167814], [1e-20, -9.262340089798408], [0.5, 0], [0.975, 1.959963984540054], [0.95, 1.6448536269514722],
  ])('of %d is %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 13)
  })
})

describe('studentT', () => {
  it.each([
    [0.975, 1, 12.706204736], [0.975, 2, 4.30265273], [0.975, 4, 2.776445105], [0.975, 19, 2.093024054], [0.9995, 19, 3.8834059], [0.975, 29, 2.045229642], [0.975, 100, 1.983971519], [0.95, 9, 1.833112933],
  ])('at %d with %d degrees of freedom is %d', (p, degrees, expected) => {
    expect(studentT(p, degrees)).toBeCloseTo(expected, 7)
  })
})
