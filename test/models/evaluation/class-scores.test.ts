import { expect, it } from 'vitest'
import { classScores } from '../../../models/evaluation/class-scores.ts'
import { macroF1 } from '../../../models/evaluation/macro-f1.ts'

const rows = (pairs: string): readonly { truth: string; predicted: string; confidence: number }[] => pairs.split(' ').map((pair) => ({ truth: pair[0] ?? '', predicted: pair[1] ?? '', confidence: 1 }))

it('gives precision, recall and F1 of every class that occurs', () => {
  // a: 2 of 3 found, 2 of 3 given right; b: 1 of 2 found, 1 of 3 given; c: not found, never given.
  const scores = classScores(rows('aa aa ab bb ba cb'))
  expect(scores.map(({ label, rows: own, predicted }) => [label, own, predicted])).toEqual([['a', 3, 3], ['b', 2, 3], ['c', 1, 0]])
  expect(scores[0]).toMatchObject({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 })
  expect(scores[1]?.f1).toBeCloseTo(2 / 5)
  expect(scores[2]).toMatchObject({ precision: 0, recall: 0, f1: 0 })
})

it('averages F1 over the classes that have rows', () => {
  expect(macroF1(rows('aa aa ab bb ba cb'))).toBeCloseTo((2 / 3 + 2 / 5 + 0) / 3)
})

it('does not average in a class that was only predicted, but lets it cost the others', () => {
  // Of four a one is taken for x: recall 3/4, F1 6/7; x has no row and no F1 of its own.
  expect(macroF1(rows('aa aa aa ax bb'))).toBeCloseTo((6 / 7 + 1) / 2)
})

it('is 0 where there are no rows', () => {
  expect(macroF1([])).toBe(0)
})
