import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectQuantiles } from '../../../core/simulation/select-quantiles.ts'
import { sortedQuantile } from '../../../core/simulation/variates.ts'

const shares = [0, 0.25, 0.5, 0.9, 0.95, 1]
const bySorting = (values: readonly number[]): readonly number[] => shares.map((share) => sortedQuantile(Float64Array.from(values).sort(), share))

describe('selectQuantiles', () => {
  it('gives exactly what sorting gives', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, min: -1e12, max: 1e12 })), { maxLength: 300 }), (values) => {
      expect(selectQuantiles(Float64Array.from(values), shares).map((value) => value + 0)).toEqual(bySorting(values).map((value) => value + 0))
    }))
  })

  it.each([
    ['ascending values', Array.from({ length: 1001 }, (_, index) => index)],
    ['descending values', Array.from({ length: 1001 }, (_, index) => -index)],
    ['equal values', Array.from({ length: 1001 }, () => 7)],
    ['two values', [2, 1]],
    ['none', []],
  ])('of %s too', (_, values) => {
    expect(selectQuantiles(Float64Array.from(values), shares).map((value) => value + 0)).toEqual(bySorting(values).map((value) => value + 0))
  })
})
