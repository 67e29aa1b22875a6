import { classScores } from './class-scores.ts'
import type { Prediction } from './prediction.ts'

/**
 * The mean F1 of the classes that have rows; a class that was only predicted has no F1 of its own and counts through the
 * precision of the others, so that a file without automatic replies is not halved by one wrong guess of them.
 */
export function macroF1(rows: readonly Prediction[]): number {
  const present = classScores(rows).filter((score) => score.rows > 0)
  return present.length === 0 ? 0 : present.reduce((sum, { f1 }) => sum + f1, 0) / present.length
}
