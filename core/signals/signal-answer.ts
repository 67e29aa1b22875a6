import type { SignalRequest } from './signal-request.ts'

/** Probabilities of four tones (sum 1), a polarity in -1..1, and how many words and which language the judgement rests on. */
export type ToneAnswer = {
  readonly kind: 'tone'
  readonly frustrated: number
  readonly confused: number
  readonly neutral: number
  readonly satisfied: number
  readonly polarity: number
  readonly words: number
  /** False where the text's language is one the model was not trained on; its scores then mean nothing. */
  readonly languageKnown: boolean
}

/** Probabilities (sum 1) that the request is of low, normal or high urgency. */
export type UrgencyAnswer = { readonly kind: 'urgency'; readonly low: number; readonly normal: number; readonly high: number }

/** A calibrated confidence (0..1) for each label, in the order of the request; together at most 1, and what is left is "none of these". */
export type LabelsAnswer = { readonly kind: 'labels'; readonly scores: readonly { readonly label: string; readonly score: number }[] }

/** Probabilities (sum 1) that the item is a genuine request, spam, or an automatic reply. */
export type InboundAnswer = { readonly kind: 'inbound'; readonly genuine: number; readonly spam: number; readonly autoReply: number }

/** One passage of the knowledge base with a calibrated confidence (0..1) that it answers the text. */
export type Passage = {
  readonly articleId: string
  readonly passageId: string
  readonly title: string
  readonly text: string
  readonly source: string
  readonly thirdParty: boolean
  readonly confidence: number
}

/** Ranked passages, best first; empty where the knowledge base has none. */
export type PassagesAnswer = { readonly kind: 'passages'; readonly passages: readonly Passage[] }

/** Cosine similarity of two texts' embeddings, clipped to 0..1. */
export type SimilarityAnswer = { readonly kind: 'similarity'; readonly similarity: number }

/** The answer to any signal request; every number is quantised to four decimals. */
export type SignalAnswer = ToneAnswer | UrgencyAnswer | LabelsAnswer | InboundAnswer | PassagesAnswer | SimilarityAnswer

/** The answer type that belongs to a request type. */
export type AnswerOf<R extends SignalRequest> = Extract<SignalAnswer, { readonly kind: R['kind'] }>
