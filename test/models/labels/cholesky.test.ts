import { expect, it } from 'vitest'
import { factorise, solveColumns, solveLower } from '../../../models/labels/cholesky.ts'

const matrix = [[4, 2, 0.5], [2, 5, 1], [0.5, 1, 3]]

it('solves a system with several right sides', () => {
  const factor = Float64Array.from(matrix.flat())
  factorise(factor, 3)
  const wanted = [[1, -2], [3, 0], [-1, 4]]
  const right = Float64Array.from(matrix.flatMap((row) => [0, 1].map((c) => row.reduce((sum, value, k) => sum + value * (wanted[k]?.[c] ?? 0), 0))))
  solveColumns(factor, 3, right, 2)
  right.forEach((value, i) => expect(value).toBeCloseTo(wanted.flat()[i] ?? NaN, 12))
})

it('its lower triangle squared is the matrix', () => {
  const factor = Float64Array.from(matrix.flat())
  factorise(factor, 3)
  const right = Float64Array.from([1, 2, 3])
  solveLower(factor, 3, right)
  for (let i = 0; i < 3; i++) {
    let sum = 0
    for (let k = 0; k <= i; k++) sum += (factor[i * 3 + k] ?? 0) * (right[k] ?? 0)
    expect(sum).toBeCloseTo(i + 1, 12)
  }
})
