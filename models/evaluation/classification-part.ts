import { classificationFigures, leadOf } from './evaluation-report.ts'
import type { ClassificationPart } from './evaluation-report.ts'
import type { LexicalPredictions } from './lexical-predictions.ts'
import type { Prediction } from './prediction.ts'

/** What a classification part is made of. */
export type ClassificationInput = {
  readonly name: string
  readonly labels: readonly string[]
  readonly model: readonly Prediction[]
  readonly baseline?: LexicalPredictions
  readonly notes?: readonly string[]
  readonly seed: number
}

/** The figures of a judge beside those of the words alone, on the same rows. */
export function classificationPart({ name, labels, model, baseline, notes = [], seed }: ClassificationInput): ClassificationPart {
  return {
    kind: 'classification',
    name,
    rows: model.length,
    model: classificationFigures(model, labels, true, seed),
    ...(baseline === undefined ? {} : { baseline: { method: baseline.method, figures: classificationFigures(baseline.rows, labels, false, seed) }, lead: leadOf(model, baseline.rows, seed) }),
    notes,
  }
}
