const K1 = 1.2
const B = 0.6

const STOP_WORDS = new Set(
  "a an and are as at be been but by can could did do does for from had has have he her hi hello his how i i'm if in into is it it's its just me my no not of on or our she so some than thank thanks that the their them then there these they this those to too us was we were what when where which who why will with would you your please any about after also am".split(' '),
)

/** How well one text's words are found in each of many documents (BM25), and what a perfect match would score. */
export type LexicalScores = { readonly scores: Float64Array; readonly perfect: number }

/** An index of documents by their words. */
export class LexicalIndex {
  readonly #postings = new Map<string, { readonly documents: number[]; readonly counts: number[] }>()
  readonly #lengths: number[] = []
  /** How much the length of each document dampens the words that it repeats. */
  readonly #ballast: Float64Array

  constructor(documents: readonly string[]) {
    documents.forEach((document, id) => {
      const counts = new Map<string, number>()
      const words = indexWords(document)
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const [word, count] of counts) {
        const posting = this.#postings.get(word) ?? { documents: [], counts: [] }
        posting.documents.push(id)
        posting.counts.push(count)
        this.#postings.set(word, posting)
      }
      this.#lengths.push(words.length)
    })
    const mean = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#lengths.length)
    this.#ballast = Float64Array.from(this.#lengths, (length) => K1 * (1 - B + B * (length / Math.max(1, mean))))
  }

  /** Scores every document against the distinct words of a query. */
  search(query: string): LexicalScores {
    const scores = new Float64Array(this.#lengths.length)
    let perfect = 0
    for (const word of new Set(indexWords(query))) {
      const posting = this.#postings.get(word)
      const found = posting?.documents.length ?? 0
      const weight = Math.log(1 + (this.#lengths.length - found + 0.5) / (found + 0.5))
      perfect += weight * (K1 + 1)
      if (posting === undefined) continue
      const { documents, counts } = posting
      for (let i = 0; i < documents.length; i++) {
        const id = documents[i] ?? 0
        const count = counts[i] ?? 0
        scores[id] = (scores[id] ?? 0) + (weight * count * (K1 + 1)) / (count + (this.#ballast[id] ?? 0))
      }
    }
    return { scores, perfect }
  }
}

/** The words that a text is indexed by: lower case, without the commonest, plurals folded. */
export function indexWords(text: string): readonly string[] {
  const words = text.toLowerCase().replace(/\u2019/g, "'").match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem)
}

function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3)
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}
