import { describe, expect, it } from 'vitest'
import { pairedDifference } from '../../../../core/simulation/statistics/paired-difference.ts'
import { studentT, studentTail } from '../../../../core/simulation/student-t.ts'

describe('studentTail', () => {
  // Two-sided tails of Student's t, from tables.
  it.each([[2.2281389, 10, 0.05], [12.7062047, 1, 0.05], [3.8834059, 19, 0.001], [0, 5, 1], [1, 1, 0.5], [6.3137515, 1, 0.1]])('of %d with %d degrees of freedom is %d', (t, degrees, p) => {
    expect(studentTail(t, degrees)).toBeCloseTo(p, 6)
    expect(studentTail(-t, degrees)).toBeCloseTo(p, 6)
  })

  it('undoes the quantile', () => {
    for (const degrees of [2, 7, 19, 60]) expect(studentTail(studentT(0.99, degrees), degrees)).toBeCloseTo(0.02, 8)
  })
})

describe('pairedDifference', () => {
  // Student (1908): ten patients, hours of sleep gained with either drug.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  it('is that of the classic example', () => {
    const found = pairedDifference(first, second)
    expect(found?.difference).toBeCloseTo(1.58, 10)
    expect(found?.interval?.[0]).toBeCloseTo(0.7001142, 6)
    expect(found?.interval?.[1]).toBeCloseTo(2.4598858, 6)
    expect(found?.p).toBeCloseTo(0.00283289, 7)
    expect(found).toMatchObject({ clear: true, pairs: 10, comparisons: 1 })
  })

  it('widens with the number of comparisons, and its p grows likewise', () => {
    const one = pairedDifference(first, second)
    const six = pairedDifference(first, second, 6)
    expect(six?.p).toBeCloseTo((one?.p ?? 0) * 6, 12)
    // t(0.95833 two-sided / 6; 9) = 3.3642
    expect((six?.interval?.[1] ?? 0) - 1.58).toBeCloseTo((((one?.interval?.[1] ?? 0) - 1.58) / studentT(0.975, 9)) * studentT(1 - 0.05 / 12, 9), 9)
    expect(pairedDifference(first, second, 1000)?.p).toBe(1)
    expect(pairedDifference(first, second, 1000)?.clear).toBe(false)
  })

  it('sees a small difference that both sides of a pair share the chance of', () => {
    const noise = [100, 3, 57, 250, 12, 80]
    expect(pairedDifference(noise, noise.map((value, index) => value + 1 + index / 100))?.clear).toBe(true)
  })

  it('leaves out replications in which either side is unknown', () => {
    expect(pairedDifference([1, null, 3], [2, 5, null])).toEqual({ difference: 1, interval: null, p: null, clear: false, pairs: 1, comparisons: 1 })
    expect(pairedDifference([null], [1])).toBeNull()
  })

  it('says something of columns without spread', () => {
    expect(pairedDifference([1, 1, 1], [3, 3, 3])).toMatchObject({ difference: 2, interval: [2, 2], p: 0, clear: true })
    expect(pairedDifference([1, 2, 3], [1, 2, 3])).toMatchObject({ difference: 0, interval: [0, 0], p: 1, clear: false })
  })
})
