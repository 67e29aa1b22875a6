import { describe, expect, it } from 'vitest'
import { overloadOf } from '../../../../core/simulation/statistics/overload.ts'

const HOUR = 3_600_000
const row = (value: (index: number) => number): readonly number[] => Array.from({ length: 48 }, (_, index) => value(index))

describe('overloadOf', () => {
  it('measures how fast the backlog grows in the last half', () => {
    const found = overloadOf([row((index) => 2 * index), row((index) => 2 * index + 1)], 48, HOUR)
    expect(found.slopePerDay).toBeCloseTo(48, 9)
    expect(found.growth).toBeCloseTo(48, 9)
    expect(found.ci95?.[0]).toBeCloseTo(48, 9)
    expect(found.badge).toBe(true)
  })

  it.each<readonly [string, readonly (readonly number[])[]]>([
    ['a backlog that stands', [row(() => 90), row(() => 91)]],
    ['one that falls', [row((index) => 200 - index), row((index) => 190 - index)]],
    ['one that grew in the first half only', [row((index) => Math.min(index, 24) * 5), row((index) => Math.min(index, 24) * 5)]],
    ['growth that chance explains', [row((index) => index), row((index) => 60 - index), row((index) => index / 2)]],
    ['growth that is certain and small', [row((index) => 400 + index / 10), row((index) => 400 + index / 9)]],
  ])('has no badge for %s', (_, rows) => {
    expect(overloadOf(rows, 48, HOUR).badge).toBe(false)
  })

  it('says nothing of a window that is too short, and no interval of one replication', () => {
    expect(overloadOf([[1, 2, 3]], 3, HOUR)).toEqual({ badge: false, slopePerDay: null, ci95: null, growth: null })
    expect(overloadOf([row((index) => index * 3)], 48, HOUR)).toMatchObject({ badge: true, ci95: null })
  })
})
