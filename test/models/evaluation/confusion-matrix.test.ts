import { expect, it } from 'vitest'
import { confusionMatrix } from '../../../models/evaluation/confusion-matrix.ts'

it('counts what was taken for what, in the order of the named labels, with others last', () => {
  const rows = [['a', 'a'], ['a', 'b'], ['b', 'x'], ['b', 'b']].map(([truth = '', predicted = '']) => ({ truth, predicted, confidence: 1 }))
  expect(confusionMatrix(rows, ['b', 'a'])).toEqual({ labels: ['b', 'a', 'x'], counts: [[1, 0, 1], [1, 1, 0], [0, 0, 0]] })
})
