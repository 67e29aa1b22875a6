import { describe, expect, it } from 'vitest'
import type { ResponseSample } from '../../../core/simulation/judge-baseline.ts'
import { compareCohort, judgeBaseline } from '../../../core/simulation/judge-baseline.ts'
import { kolmogorov, shareWithin, sortedSample, wasserstein } from '../../../core/simulation/sample-distance.ts'

const MINUTE = 60_000
const around = (median: number, tickets = 41): ResponseSample => ({ times: Array.from({ length: 41 }, (_, index) => (median + index - 20) * MINUTE), tickets })
const verdict = (observed: ResponseSample, replications: readonly ResponseSample[]): unknown => judgeBaseline(compareCohort('all', observed, replications))

describe('the distance of two samples', () => {
  it('is the shift, where one is the other shifted', () => {
    const a = sortedSample([3, 1, 2])
    expect(wasserstein(a, sortedSample([5, 6, 4]))).toBeCloseTo(3, 12)
    expect(kolmogorov(a, sortedSample([5, 6, 4]))).toBe(1)
    expect(wasserstein(a, a)).toBe(0)
    expect(kolmogorov(a, a)).toBe(0)
  })

  it('works for samples of different sizes, and is none without a sample', () => {
    expect(wasserstein(sortedSample([0, 1]), sortedSample([0, 0, 1, 1]))).toBe(0)
    expect(wasserstein(sortedSample([0]), sortedSample([0, 2]))).toBe(1)
    expect(kolmogorov(sortedSample([0]), sortedSample([0, 2]))).toBe(0.5)
    expect(wasserstein(sortedSample([]), sortedSample([1]))).toBeNull()
    expect(shareWithin(sortedSample([1, 2, 3, 4]), 2)).toBe(0.5)
  })
})

describe('the verdict on the model of today', () => {
  it.each([
    ['within a fifth', [110, 112, 108], { kind: 'trusted' }],
    ['beyond a fifth', [140, 141, 142], { kind: 'refused', reason: 'medianOff' }],
    ['far below', [40, 41, 42], { kind: 'refused', reason: 'medianOff' }],
    ['near the edge, on both sides of it', [112, 119, 126], { kind: 'refused', reason: 'undecided' }],
    ['one replication', [110], { kind: 'trusted' }],
  ])('%s', (_, medians, expected) => {
    expect(verdict(around(100), medians.map((median) => around(median)))).toEqual(expected)
  })

  it('compares answered tickets, and refuses where the share of answered ones differs', () => {
    expect(verdict(around(100, 60), [around(100), around(101)])).toEqual({ kind: 'refused', reason: 'answeredShareOff' })
    expect(verdict(around(100, 45), [around(100), around(101)])).toEqual({ kind: 'trusted' })
  })

  it('has none without enough observed first responses', () => {
    expect(verdict({ times: [MINUTE], tickets: 1 }, [around(100)])).toEqual({ kind: 'refused', reason: 'tooFew' })
    expect(verdict(around(100), [{ times: [], tickets: 41 }])).toEqual({ kind: 'refused', reason: 'tooFew' })
  })
})
