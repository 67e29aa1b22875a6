import { fillMargins, fitSeparators } from './fit-separators.ts'
import type { Separators } from './fit-separators.ts'
import { WordVectors } from './word-vectors.ts'

/** A text with its class; `weight` says what it counts for, 1 where it is left out. */
export type LabelledText = { readonly text: string; readonly label: string; readonly weight?: number }

/** How a lexical classifier is made. */
export type LexicalRecipe = {
  /** Gives every class the same say, however many texts it has. */
  readonly balanced: boolean
  /** Counts pairs of neighbouring words beside the words. */
  readonly pairs: boolean
  /** What an error costs beside the penalty on the weights. */
  readonly cost: number
}

/** The classifier by words alone that stands beside the models. */
export class LexicalClassifier {
  readonly #vectors: WordVectors
  readonly #labels: readonly string[]
  readonly #separators: Separators

  /** Learns from labelled texts. */
  constructor(examples: readonly LabelledText[], { balanced, pairs, cost }: LexicalRecipe) {
    this.#vectors = new WordVectors(examples.map(({ text }) => text), pairs)
    this.#labels = [...new Set(examples.map(({ label }) => label))]
    const numbers = new Map(this.#labels.map((label, number) => [label, number]))
    const totals = new Map<string, number>()
    for (const { label, weight = 1 } of examples) totals.set(label, (totals.get(label) ?? 0) + weight)
    const all = [...totals.values()].reduce((sum, total) => sum + total, 0)
    this.#separators = fitSeparators({
      rows: examples.map(({ text }) => this.#vectors.vectorOf(text)),
      classOf: Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0),
      classes: this.#labels.length,
      words: this.#vectors.size,
      costOfOwn: Float64Array.from(examples, ({ label, weight = 1 }) => cost * weight * (balanced ? all / (totals.size * (totals.get(label) ?? 1)) : 1)),
      costOfRest: Float64Array.from(examples, ({ weight = 1 }) => cost * weight),
    })
  }

  /** The class of a text; the first of the classes where nothing was learnt. */
  judge(text: string): string {
    const margins = new Float64Array(this.#labels.length)
    fillMargins(margins, this.#separators, this.#vectors.vectorOf(text))
    let best = 0
    for (let own = 1; own < margins.length; own++) if ((margins[own] ?? 0) > (margins[best] ?? 0)) best = own
    return this.#labels[best] ?? ''
  }
}
