import { expect, it } from 'vitest'
import { ranksBelow } from '../../../models/evaluation/ranks-below.ts'

it.each([
  [[0.1, 0.2], [0.3, 0.4], 1],
  [[0.3, 0.4], [0.1, 0.2], 0],
  [[0.5], [0.5], 0.5],
  [[0.1, 0.5], [0.5, 0.9], 3.5 / 4],
  [[], [0.5], 0],
])('%j below %j in a share of %f', (lower, higher, share) => {
  expect(ranksBelow(lower, higher)).toBeCloseTo(share)
})
