/** Replaces the lower half of a positive definite matrix (row after row) by its Cholesky factor. */
export function factorise(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const rowI = i * size
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size
      let sum = matrix[rowI + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (matrix[rowI + k] ?? 0) * (matrix[rowJ + k] ?? 0)
      matrix[rowI + j] = i === j ? Math.sqrt(sum) : sum / (matrix[rowJ + j] ?? 1)
    }
  }
}

/** Solves the lower triangle of a factor against one right side, in place. */
export function solveLower(factor: Float64Array, size: number, right: Float64Array, from = 0): void {
  for (let i = from; i < size; i++) {
    const row = i * size
    let sum = right[i] ?? 0
    for (let k = from; k < i; k++) sum -= (factor[row + k] ?? 0) * (right[k] ?? 0)
    right[i] = sum / (factor[row + i] ?? 1)
  }
}

/** Solves a factorised matrix against several right sides at once (`columns` numbers a row), in place. */
export function solveColumns(factor: Float64Array, size: number, right: Float64Array, columns: number): void {
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) subtract(right, i * columns, k * columns, columns, factor[i * size + k] ?? 0)
    scale(right, i * columns, columns, 1 / (factor[i * size + i] ?? 1))
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) subtract(right, i * columns, k * columns, columns, factor[k * size + i] ?? 0)
    scale(right, i * columns, columns, 1 / (factor[i * size + i] ?? 1))
  }
}

function subtract(values: Float64Array, to: number, from: number, count: number, factor: number): void {
  for (let c = 0; c < count; c++) values[to + c] = (values[to + c] ?? 0) - factor * (values[from + c] ?? 0)
}

function scale(values: Float64Array, at: number, count: number, factor: number): void {
  for (let c = 0; c < count; c++) values[at + c] = (values[at + c] ?? 0) * factor
}
