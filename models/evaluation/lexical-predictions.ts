import { LexicalClassifier } from './lexical-classifier.ts'
import type { LabelledText, LexicalRecipe } from './lexical-classifier.ts'
import type { Prediction } from './prediction.ts'
import { stratifiedFolds } from './stratified-folds.ts'

/** What the lexical classifier says of rows, and from what it learnt. */
export type LexicalPredictions = { readonly method: string; readonly rows: readonly Prediction[] }

const FOLDS = 10

/**
 * Judges rows by their words: trained on other rows where there are some, otherwise on the rows themselves, each judged by a
 * classifier that has not seen it. Nothing can be learnt from rows of one class alone.
 */
export function lexicalPredictions(rows: readonly LabelledText[], training: readonly LabelledText[] | undefined, recipe: LexicalRecipe, seed: number): LexicalPredictions | undefined {
  if (new Set((training ?? rows).map(({ label }) => label)).size < 2) return undefined
  if (training !== undefined) {
    const classifier = new LexicalClassifier(training, recipe)
    return { method: `tf-idf and a linear classifier, trained on ${training.length} rows`, rows: rows.map(({ text, label }) => predictionOf(label, classifier.judge(text))) }
  }
  const folds = Math.min(FOLDS, rows.length)
  const foldOf = stratifiedFolds(rows.map(({ label }) => label), folds, seed)
  const classifiers = Array.from({ length: folds }, (_, fold) => new LexicalClassifier(rows.filter((_row, i) => foldOf[i] !== fold), recipe))
  return {
    method: `tf-idf and a linear classifier, cross-validated in ${folds} folds of the same rows`,
    rows: rows.map(({ text, label }, i) => predictionOf(label, classifiers[foldOf[i] ?? 0]?.judge(text) ?? '')),
  }
}

/** A linear classifier gives no probability: its confidence is not read by anything. */
function predictionOf(truth: string, predicted: string): Prediction {
  return { truth, predicted, confidence: 1 }
}
