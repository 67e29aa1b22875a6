import { exp } from '../../core/simulation/math-exp.ts'
import { ln } from '../../core/simulation/math-ln.ts'

/** How a text stands to one label. */
export type LabelFeatures = {
  /** The head's score, steadied by the middle of the label's texts. */
  readonly strength: number
  /** How far the label is ahead of the best other one; negative where it is behind. */
  readonly lead: number
  /** The best cosine with any text of the set: how far the text is from everything that is known. */
  readonly nearest: number
  /** The mean of the five best. */
  readonly typical: number
  /** How many examples the label has. */
  readonly examples: number
}

/** The shipped logistic that turns them into a confidence, see models/training/fit-labels.ts: one weight for each number of `confidenceInputs`. */
export type LabelCalibration = { readonly bias: number; readonly weights: readonly number[] }

/** What a label set's own examples say about the shipped logistic: its logit is shifted and stretched. */
export type OwnCalibration = { readonly shift: number; readonly stretch: number }

/** The shipped calibration as it is. */
export const asShipped: OwnCalibration = { shift: 0, stretch: 1 }

/** How many numbers the logistic weighs. */
export const CONFIDENCE_INPUTS = 9

const MOST_EXAMPLES = 64

/** The numbers that the logistic weighs: each feature by itself and with the amount of examples, and that amount. */
export function confidenceInputs({ strength, lead, nearest, typical, examples }: LabelFeatures): readonly number[] {
  const taught = ln(1 + Math.min(MOST_EXAMPLES, examples)) / ln(1 + MOST_EXAMPLES)
  return [strength, lead, nearest, typical, taught, strength * taught, lead * taught, nearest * taught, typical * taught]
}

/** The logit of the confidence that a label fits. */
export function shippedLogit(features: LabelFeatures, { bias, weights }: LabelCalibration): number {
  return confidenceInputs(features).reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)
}

/** The confidence of each label; together they are at most 1, and what is left is "none of these". */
export function labelConfidences(features: readonly LabelFeatures[], calibration: LabelCalibration, { shift, stretch }: OwnCalibration): readonly number[] {
  const each = features.map((one) => logistic(shift + stretch * shippedLogit(one, calibration)))
  const total = Math.max(1, each.reduce((sum, confidence) => sum + confidence, 0))
  return each.map((confidence) => confidence / total)
}

/** The logistic function, the same to the last bit everywhere. */
export function logistic(logit: number): number {
  return 1 / (1 + exp(-logit))
}
