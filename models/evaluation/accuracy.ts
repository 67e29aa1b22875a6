import type { Prediction } from './prediction.ts'

/** The share of rows that were judged right; 0 for no rows. */
export function accuracy(rows: readonly Prediction[]): number {
  let right = 0
  for (const { truth, predicted } of rows) if (truth === predicted) right += 1
  return rows.length === 0 ? 0 : right / rows.length
}
