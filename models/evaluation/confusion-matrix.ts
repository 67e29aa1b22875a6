import type { Prediction } from './prediction.ts'

/** How often each class (a row) was judged to be each class (a column), in the order of `labels`. */
export type ConfusionMatrix = { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] }

/** Counts what was taken for what; labels that are not named but occur come last. */
export function confusionMatrix(rows: readonly Prediction[], named: readonly string[] = []): ConfusionMatrix {
  const labels = [...new Set([...named, ...rows.map(({ truth }) => truth), ...rows.map(({ predicted }) => predicted)])]
  const at = new Map(labels.map((label, index) => [label, index]))
  const counts = labels.map(() => labels.map(() => 0))
  for (const { truth, predicted } of rows) {
    const row = counts[at.get(truth) ?? 0]
    const column = at.get(predicted) ?? 0
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1
  }
  return { labels, counts }
}
