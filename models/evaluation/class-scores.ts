import type { Prediction } from './prediction.ts'

/** How well one class is found: of what was given it, of what has it, and the harmonic mean of both. */
export type ClassScore = { readonly label: string; readonly rows: number; readonly predicted: number; readonly precision: number; readonly recall: number; readonly f1: number }

/** Precision, recall and F1 of every class that occurs, in the order in which the classes first occur as truth; 0 where nothing can be divided. */
export function classScores(rows: readonly Prediction[]): readonly ClassScore[] {
  const counts = new Map<string, { rows: number; predicted: number; right: number }>()
  const countOf = (label: string): { rows: number; predicted: number; right: number } => {
    const known = counts.get(label)
    if (known !== undefined) return known
    const fresh = { rows: 0, predicted: 0, right: 0 }
    counts.set(label, fresh)
    return fresh
  }
  for (const { truth } of rows) countOf(truth).rows += 1
  for (const { truth, predicted } of rows) {
    const count = countOf(predicted)
    count.predicted += 1
    if (truth === predicted) count.right += 1
  }
  return [...counts].map(([label, { rows: own, predicted, right }]) => ({
    label,
    rows: own,
    predicted,
    precision: predicted === 0 ? 0 : right / predicted,
    recall: own === 0 ? 0 : right / own,
    f1: own + predicted === 0 ? 0 : (2 * right) / (own + predicted),
  }))
}
