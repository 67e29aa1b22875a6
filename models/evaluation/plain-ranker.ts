const K1 = 1.5
const B = 0.75
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/**
 * The textbook BM25 over whole documents (k1 1.5, b 0.75, every word of a query once, no stop words, no stemming): the lexical
 * baseline of retrieval, apart from the product's own index so that tuning that one does not move it.
 */
export class PlainRanker {
  readonly #ids: readonly string[]
  readonly #postings = new Map<string, { readonly document: number; readonly count: number }[]>()
  readonly #lengths: readonly number[]
  readonly #usual: number

  constructor(documents: readonly { readonly id: string; readonly text: string }[]) {
    this.#ids = documents.map(({ id }) => id)
    this.#lengths = documents.map(({ text }, document) => {
      const words = wordsOf(text)
      const counts = new Map<string, number>()
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const [word, count] of counts) {
        const posting = this.#postings.get(word)
        if (posting === undefined) this.#postings.set(word, [{ document, count }])
        else posting.push({ document, count })
      }
      return words.length
    })
    this.#usual = Math.max(1, this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length))
  }

  /** The ids of the documents that share a word with the query, best first; equal scores keep the order of the documents. */
  search(query: string, limit: number): readonly string[] {
    const scores = new Map<number, number>()
    for (const word of new Set(wordsOf(query))) {
      const posting = this.#postings.get(word) ?? []
      const rarity = Math.log(1 + (this.#ids.length - posting.length + 0.5) / (posting.length + 0.5))
      for (const { document, count } of posting) {
        const length = this.#lengths[document] ?? 0
        scores.set(document, (scores.get(document) ?? 0) + (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / this.#usual)))
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit).map(([document]) => this.#ids[document] ?? '')
  }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? []
}
