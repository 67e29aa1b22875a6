import { expect, it } from 'vitest'
import { bootstrapInterval } from '../../../models/evaluation/bootstrap-interval.ts'

const mean = (rows: readonly number[]): number => rows.reduce((sum, row) => sum + row, 0) / rows.length
const coin = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 0))

it('is the same for the same rows and seed, and another for another seed', () => {
  expect(bootstrapInterval(coin, mean, 7)).toEqual(bootstrapInterval(coin, mean, 7))
  expect(bootstrapInterval(coin, mean, 7)).not.toEqual(bootstrapInterval(coin, mean, 8))
})

it('is as wide as theory says of the mean of 400 coins', () => {
  const { low, high } = bootstrapInterval(coin, mean, 1)
  expect(low).toBeGreaterThan(0.44)
  expect(low).toBeLessThan(0.462)
  expect(high).toBeGreaterThan(0.538)
  expect(high).toBeLessThan(0.56)
})

it('has no width where every row is the same', () => {
  expect(bootstrapInterval([3, 3, 3], mean, 1)).toEqual({ low: 3, high: 3 })
})

it('is 0 to 0 where there are no rows', () => {
  expect(bootstrapInterval([], mean, 1)).toEqual({ low: 0, high: 0 })
})
