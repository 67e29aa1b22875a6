import { expect, it } from 'vitest'
import { accuracy } from '../../../models/evaluation/accuracy.ts'

const row = (truth: string, predicted: string): { truth: string; predicted: string; confidence: number } => ({ truth, predicted, confidence: 1 })

it('is the share of rows that were judged right', () => {
  expect(accuracy([row('a', 'a'), row('a', 'b'), row('b', 'b'), row('c', 'a')])).toBe(0.5)
})

it('is 0 where there are no rows', () => {
  expect(accuracy([])).toBe(0)
})
