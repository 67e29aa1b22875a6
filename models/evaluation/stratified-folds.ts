import { seededOrder } from './seeded-order.ts'

/** The fold (0 to folds - 1) of each row: every label is spread over the folds as evenly as can be, by the seed. */
export function stratifiedFolds(labels: readonly string[], folds: number, seed: number): readonly number[] {
  const next = new Map<string, number>()
  const fold: number[] = labels.map(() => 0)
  let start = 0
  for (const i of seededOrder(labels.length, seed, 'folds')) {
    const label = labels[i] ?? ''
    // Each label starts where the one before it was met first, so that rare labels do not all fall into the first fold.
    const at = next.get(label) ?? start++
    fold[i] = at % folds
    next.set(label, at + 1)
  }
  return fold
}
