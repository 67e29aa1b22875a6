/** One label that a text can be scored against: its words are at once the definition, the few-shot examples and the help text. */
export type LabelDefinition = {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly examples?: readonly string[]
}

/** Emotional tone of one customer message. */
export type ToneRequest = { readonly kind: 'tone'; readonly text: string }

/** How urgent a customer's request is. */
export type UrgencyRequest = { readonly kind: 'urgency'; readonly text: string }

/** How well each label describes a text (description alone, or with example phrases). */
export type LabelsRequest = { readonly kind: 'labels'; readonly text: string; readonly labels: readonly LabelDefinition[] }

/** Whether an inbound item is a genuine request, spam or an automatic reply. */
export type InboundRequest = { readonly kind: 'inbound'; readonly subject: string; readonly text: string }

/** The passages of the connected knowledge that may answer a text, best first; `sources` are knowledge ids of the spec, empty = all. */
export type PassagesRequest = {
  readonly kind: 'passages'
  readonly text: string
  readonly sources: readonly string[]
  readonly limit: number
}

/** How alike two texts are in meaning (e.g. the flow's answer and the one a person gave). */
export type SimilarityRequest = { readonly kind: 'similarity'; readonly text: string; readonly other: string }

/** Everything that can be asked of a text; models only ever answer these. */
export type SignalRequest = ToneRequest | UrgencyRequest | LabelsRequest | InboundRequest | PassagesRequest | SimilarityRequest
