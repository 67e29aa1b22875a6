import { canonicalText } from '../core/signals/canonical-text.ts'
import { quantise } from '../core/signals/quantise.ts'
import type { LabelsAnswer } from '../core/signals/signal-answer.ts'
import type { LabelDefinition } from '../core/signals/signal-request.ts'
import { cosine } from './embedding.ts'
import type { Embedding } from './embedding.ts'

/** The logistic that turns likeness into a confidence; fitted, see models/training. */
export type LabelWeights = {
  readonly bias: number
  readonly nearest: number
  readonly typical: number
  readonly lead: number
}

/** One set of weights for labels that are only described, one for labels with examples. */
export type LabelCalibration = { readonly described: LabelWeights; readonly exemplified: LabelWeights }

/** How like a text is to one label. */
export type LabelFeatures = {
  readonly exemplified: boolean
  /** The best cosine with anything the label says. */
  readonly nearest: number
  /** The mean of the three best cosines. */
  readonly typical: number
  /** How far the label is ahead of the best other one; negative where it is behind. */
  readonly lead: number
}

const TYPICAL_OF = 3

/** The texts that stand for a label: its title, its title with its description, and each example. */
export function labelTexts(label: LabelDefinition): readonly string[] {
  const title = label.title.replace(/[_-]+/g, ' ')
  const described = label.description ? `${title}: ${label.description}` : title
  return [...new Set([described, ...(label.examples ?? [])].map(canonicalText))].filter((text) => text !== '')
}

/** What each label's confidence is computed from; `vectors` holds the embeddings of all label texts. */
export function labelFeatures(text: Embedding, labels: readonly LabelDefinition[], vectors: ReadonlyMap<string, Embedding>): readonly LabelFeatures[] {
  const own = labels.map((label) => {
    const cosines = labelTexts(label)
      .map((prototype) => vectors.get(prototype))
      .map((vector) => (vector ? Math.max(0, cosine(text, vector)) : 0))
      .sort((a, b) => b - a)
    const nearest = cosines[0] ?? 0
    const top = cosines.slice(0, TYPICAL_OF)
    const typical = top.length === 0 ? 0 : top.reduce((sum, value) => sum + value, 0) / top.length
    return { exemplified: (label.examples?.length ?? 0) > 0, nearest, typical, strength: (nearest + typical) / 2 }
  })
  return own.map(({ exemplified, nearest, typical, strength }, i) => {
    const rival = own.reduce((most, other, j) => (j === i ? most : Math.max(most, other.strength)), 0)
    return { exemplified, nearest, typical, lead: own.length > 1 ? strength - rival : 0 }
  })
}

/** The confidence that a label fits. */
export function labelConfidence(features: LabelFeatures, calibration: LabelCalibration): number {
  const weights = features.exemplified ? calibration.exemplified : calibration.described
  const z = weights.bias + weights.nearest * features.nearest + weights.typical * features.typical + weights.lead * features.lead
  return 1 / (1 + Math.exp(-z))
}

/** Scores every label against a text; a text without words fits none. */
export function labelsOf(text: Embedding, labels: readonly LabelDefinition[], vectors: ReadonlyMap<string, Embedding>, calibration: LabelCalibration): LabelsAnswer {
  const silent = text.every((value) => value === 0)
  const features = labelFeatures(text, labels, vectors)
  return {
    kind: 'labels',
    scores: labels.map((label, i) => {
      const own = features[i]
      return { label: label.id, score: silent || !own ? 0 : quantise(labelConfidence(own, calibration)) }
    }),
  }
}
