import type { ModelIdentity } from '../../core/signals/signal-port.ts'
import { accuracy } from './accuracy.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'
import { calibrationError } from './calibration-error.ts'
import { classScores } from './class-scores.ts'
import type { ClassScore } from './class-scores.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import type { ConfusionMatrix } from './confusion-matrix.ts'
import { macroF1 } from './macro-f1.ts'
import type { Prediction } from './prediction.ts'

/** A figure with the middle 95 % of its bootstrap resamples. */
export type Figure = { readonly value: number; readonly low: number; readonly high: number }

/** How well one judge told the classes apart; `calibrationError` is missing where the judge gives no probabilities. */
export type ClassificationFigures = {
  readonly accuracy: Figure
  readonly macroF1: Figure
  readonly calibrationError?: Figure
  readonly classes: readonly ClassScore[]
  readonly confusion: ConfusionMatrix
}

/** The lexical judge beside the model: how it was made and what it learnt from. */
export type Baseline = { readonly method: string; readonly figures: ClassificationFigures }

/** How honest "none of these" is: the best label's score on rows that no label fits against the others. */
export type NoneOfThese = { readonly rows: number; readonly rankedBelow: Figure; readonly belowHalf: number; readonly othersAboveHalf: number }

/** One classification that was measured. */
export type ClassificationPart = {
  readonly kind: 'classification'
  readonly name: string
  readonly rows: number
  readonly model: ClassificationFigures
  readonly baseline?: Baseline
  /** Model minus baseline, in accuracy and macro-F1, on the same resamples. */
  readonly lead?: { readonly accuracy: Figure; readonly macroF1: Figure }
  readonly noneOfThese?: NoneOfThese
  readonly notes: readonly string[]
}

/** The figures of one way to search. */
export type RetrievalFigures = { readonly [name in RetrievalMetric]: Figure }

/** The retrieval figures by name. */
export type RetrievalMetric = 'recallAt1' | 'recallAt5' | 'hitAt1' | 'hitAt5' | 'ndcgAt10' | 'reciprocalRankAt10'

/** A search that was measured: both together as the product ranks, by words alone, by meaning alone. */
export type RetrievalPart = {
  readonly kind: 'retrieval'
  readonly name: string
  readonly queries: number
  readonly documents: number
  readonly hybrid: RetrievalFigures
  readonly lexical: RetrievalFigures
  readonly vectors: RetrievalFigures
  /** How honest the confidence of the first passage is: whether its article is a relevant one. */
  readonly confidence: { readonly calibrationError: Figure; readonly mean: number; readonly right: number }
  readonly notes: readonly string[]
}

/** What `lumos models eval` found out. */
export type EvaluationReport = {
  readonly format: 1
  readonly task: EvaluationTask
  readonly seed: number
  readonly models: readonly ModelIdentity[]
  readonly parts: readonly (ClassificationPart | RetrievalPart)[]
}

/** What can be measured. */
export type EvaluationTask = 'tone' | 'triage' | 'retrieval' | 'spam'

/** A figure of rows with its interval. */
export function figureOf<Row>(rows: readonly Row[], statistic: (rows: readonly Row[]) => number, seed: number): Figure {
  return rounded({ value: statistic(rows), ...bootstrapInterval(rows, statistic, seed) })
}

/** The figures of judged rows; `calibrated` says whether their confidences are probabilities. */
export function classificationFigures(rows: readonly Prediction[], labels: readonly string[], calibrated: boolean, seed: number): ClassificationFigures {
  const place = new Map(labels.map((label, index) => [label, index]))
  const order = (label: string): number => place.get(label) ?? labels.length
  return {
    accuracy: figureOf(rows, accuracy, seed),
    macroF1: figureOf(rows, macroF1, seed),
    ...(calibrated ? { calibrationError: figureOf(rows, calibrationError, seed) } : {}),
    classes: classScores(rows).map(roundedScore).sort((a, b) => order(a.label) - order(b.label)),
    confusion: confusionMatrix(rows, labels),
  }
}

/** How far one judge is ahead of another on the same rows. */
export function leadOf(model: readonly Prediction[], baseline: readonly Prediction[], seed: number): { readonly accuracy: Figure; readonly macroF1: Figure } {
  const pairs = model.flatMap((own, i) => {
    const other = baseline[i]
    return other === undefined ? [] : [{ own, other }]
  })
  const ahead = (metric: (rows: readonly Prediction[]) => number): Figure => figureOf(pairs, (rows) => metric(rows.map(({ own }) => own)) - metric(rows.map(({ other }) => other)), seed)
  return { accuracy: ahead(accuracy), macroF1: ahead(macroF1) }
}

/** Four decimals: what is below says nothing. */
export function rounded({ value, low, high }: Figure): Figure {
  return { value: fourDecimals(value), low: fourDecimals(low), high: fourDecimals(high) }
}

/** A number with four decimals. */
export function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function roundedScore(score: ClassScore): ClassScore {
  return { ...score, precision: fourDecimals(score.precision), recall: fourDecimals(score.recall), f1: fourDecimals(score.f1) }
}
