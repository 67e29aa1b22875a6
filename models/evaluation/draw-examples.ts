import type { LabelledText } from './lexical-classifier.ts'
import { seededOrder } from './seeded-order.ts'

/** At most so many texts of each label, drawn by the seed; the labels come in their order in the rows. */
export function drawExamples<Row extends LabelledText>(rows: readonly Row[], shots: number, seed: number): readonly Row[] {
  const drawn = new Map<string, Row[]>(rows.map(({ label }) => [label, []]))
  for (const i of seededOrder(rows.length, seed, 'examples')) {
    const row = rows[i]
    const own = row === undefined ? undefined : drawn.get(row.label)
    if (row !== undefined && own !== undefined && own.length < shots) own.push(row)
  }
  return [...drawn.values()].flat()
}
