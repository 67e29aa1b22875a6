const WORD = /[\p{L}\p{M}\p{N}_]{2,}/gu

/** A text as its known words with their weights; the squares of the weights add up to 1 (or to 0 for a text of unknown words). */
export type WordVector = { readonly words: Int32Array; readonly weights: Float64Array }

/** Turns texts into tf-idf vectors: words of two letters or more, `1 + ln(count)` times `ln((1 + n) / (1 + texts with it)) + 1`, scaled to length 1. */
export class WordVectors {
  readonly #numbers = new Map<string, number>()
  readonly #pairs: boolean
  readonly #rarity: Float64Array

  /** Learns the words, and with `pairs` the pairs of neighbouring ones, and their rarity from texts. */
  constructor(texts: readonly string[], pairs: boolean) {
    this.#pairs = pairs
    const textsWith: number[] = []
    for (const text of texts) {
      for (const word of new Set(this.#wordsOf(text))) {
        const number = this.#numbers.get(word) ?? this.#numbers.size
        this.#numbers.set(word, number)
        textsWith[number] = (textsWith[number] ?? 0) + 1
      }
    }
    this.#rarity = Float64Array.from(textsWith, (count) => Math.log((1 + texts.length) / (1 + count)) + 1)
  }

  /** How many words are known. */
  get size(): number {
    return this.#numbers.size
  }

  /** The vector of a text. */
  vectorOf(text: string): WordVector {
    const counts = new Map<number, number>()
    for (const word of this.#wordsOf(text)) {
      const number = this.#numbers.get(word)
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    const words = Int32Array.from(counts.keys()).sort()
    const weights = Float64Array.from(words, (word) => (1 + Math.log(counts.get(word) ?? 1)) * (this.#rarity[word] ?? 0))
    let squares = 0
    for (const weight of weights) squares += weight * weight
    const length = Math.sqrt(squares)
    return { words, weights: length === 0 ? weights : weights.map((weight) => weight / length) }
  }

  #wordsOf(text: string): readonly string[] {
    const words = text.toLowerCase().match(WORD) ?? []
    return this.#pairs ? [...words, ...words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`)] : words
  }
}
