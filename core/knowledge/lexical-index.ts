import { indexWords, isCommonWord } from './index-words.ts'

const K1 = 1.2
const B = 0.6

/** What a common word counts for in a query, beside what its being common in the documents takes from it. */
const COMMON_WORD = 0.3

/** A word that stands twice in a query counts more, but never more than three times as much. */
const REPEATED = 2

/** A text to be found by its words; those of `boosted` (its title) count once more. */
export type LexicalDocument = { readonly text: string; readonly boosted: string }

/** How well one text's words are found in each of many documents (BM25), and what a perfect match would score. */
export type LexicalScores = { readonly scores: Float64Array; readonly perfect: number }

type Posting = { readonly documents: Int32Array; readonly impacts: Float32Array }

/** An index of documents by their words. */
export class LexicalIndex {
  readonly #postings: ReadonlyMap<string, Posting>
  readonly #size: number

  constructor(documents: readonly LexicalDocument[]) {
    const counted = new Map<string, { readonly documents: number[]; readonly counts: number[] }>()
    const lengths = new Float64Array(documents.length)
    documents.forEach(({ text, boosted }, id) => {
      const words = [...indexWords(text), ...indexWords(boosted)]
      for (const word of words) {
        const posting = counted.get(word)
        if (posting === undefined) counted.set(word, { documents: [id], counts: [1] })
        else if (posting.documents.at(-1) === id) posting.counts[posting.counts.length - 1] = (posting.counts.at(-1) ?? 0) + 1
        else {
          posting.documents.push(id)
          posting.counts.push(1)
        }
      }
      lengths[id] = words.length
    })
    const usual = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length))
    this.#size = documents.length
    this.#postings = new Map([...counted].map(([word, posting]) => [word, withImpacts(posting, lengths, usual)]))
  }

  /** Scores every document against the words of a query. */
  search(query: string): LexicalScores {
    const scores = new Float64Array(this.#size)
    const counts = new Map<string, number>()
    for (const word of indexWords(query)) counts.set(word, (counts.get(word) ?? 0) + 1)
    let perfect = 0
    for (const [word, count] of counts) {
      const posting = this.#postings.get(word)
      const found = posting?.documents.length ?? 0
      const rarity = Math.log(1 + (this.#size - found + 0.5) / (found + 0.5))
      const weight = rarity * ((count * (REPEATED + 1)) / (count + REPEATED)) * (isCommonWord(word) ? COMMON_WORD : 1)
      perfect += weight * (K1 + 1)
      if (posting === undefined) continue
      const { documents, impacts } = posting
      for (let i = 0; i < documents.length; i++) {
        const id = documents[i] ?? 0
        scores[id] = (scores[id] ?? 0) + weight * (impacts[i] ?? 0)
      }
    }
    return { scores, perfect }
  }
}

/** A word's share of each document's score, which no query changes. */
function withImpacts({ documents, counts }: { readonly documents: readonly number[]; readonly counts: readonly number[] }, lengths: Float64Array, usual: number): Posting {
  const impacts = Float32Array.from(documents, (id, i) => {
    const count = counts[i] ?? 0
    return (count * (K1 + 1)) / (count + K1 * (1 - B + B * ((lengths[id] ?? 0) / usual)))
  })
  return { documents: Int32Array.from(documents), impacts }
}
