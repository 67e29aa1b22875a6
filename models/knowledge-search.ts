import type { KnowledgeBase } from '../core/knowledge/article.ts'
import { buildIndex } from '../core/knowledge/knowledge-index.ts'
import type { KnowledgeIndex } from '../core/knowledge/knowledge-index.ts'
import { rankArticles, rankPassages } from '../core/knowledge/rank-passages.ts'
import type { PassageCosines, RankedArticle, RankingWeights } from '../core/knowledge/rank-passages.ts'
import { canonicalText } from '../core/signals/canonical-text.ts'
import type { PassagesAnswer } from '../core/signals/signal-answer.ts'
import { EmbeddingTable } from './dot-products.ts'
import { cosineOfProduct } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import type { EncodeOptions, Encoder } from './encoder.ts'

/** A knowledge base that can be searched by words and by meaning. */
export class KnowledgeSearch {
  readonly #index: KnowledgeIndex
  readonly #passages: EmbeddingTable
  readonly #questions: EmbeddingTable
  readonly #cosines: PassageCosines
  /** The row of each passage's question among the questions; -1 where it has none. Answers in several passages share one. */
  readonly #questionRow: Int32Array
  readonly #weights: RankingWeights

  private constructor(index: KnowledgeIndex, passages: EmbeddingTable, questions: EmbeddingTable, questionRow: Int32Array, weights: RankingWeights) {
    this.#index = index
    this.#passages = passages
    this.#questions = questions
    this.#questionRow = questionRow
    this.#weights = weights
    this.#cosines = { passage: new Float64Array(index.passages.length), question: new Float64Array(index.passages.length) }
  }

  /** Cuts, indexes and embeds a knowledge base; vectors that the cache holds are not computed again. */
  static async build(knowledge: KnowledgeBase, encoder: Encoder, weights: RankingWeights, options: EncodeOptions = {}): Promise<KnowledgeSearch> {
    const index = buildIndex(knowledge.articles)
    const questions = [...new Set(index.passages.map((passage) => passage.question).filter((question) => question !== ''))]
    const rows = new Map(questions.map((question, row) => [question, row]))
    const texts = index.passages.map((passage) => passage.searchText)
    const vectors = await encoder.embed([...texts, ...questions], options)
    const questionRow = Int32Array.from(index.passages, (passage) => rows.get(passage.question) ?? -1)
    return new KnowledgeSearch(index, table(texts, vectors), table(questions, vectors), questionRow, weights)
  }

  /** The passages that may answer a text, best first; none where the text has no words. */
  answer(text: string, embedding: Embedding, sources: readonly string[], limit: number): PassagesAnswer {
    if (canonicalText(text) === '') return { kind: 'passages', passages: [] }
    return { kind: 'passages', passages: rankPassages(this.#index, text, this.#compare(embedding), sources, this.#weights, limit) }
  }

  /** The ranking with what its confidences are computed from; the fitting of the weights reads this. */
  explain(text: string, embedding: Embedding, limit: number, weights: RankingWeights = this.#weights): readonly RankedArticle[] {
    return rankArticles(this.#index, text, this.#compare(embedding), [], weights, limit)
  }

  /** The cosines with every passage and its question; they stand until the next text. */
  #compare(embedding: Embedding): PassageCosines {
    const { passage, question } = this.#cosines
    const passages = this.#passages.products(embedding)
    const questions = this.#questions.products(embedding)
    for (let i = 0; i < passage.length; i++) {
      passage[i] = cosineOfProduct(passages[i] ?? 0)
      const row = this.#questionRow[i] ?? -1
      question[i] = row < 0 ? 0 : cosineOfProduct(questions[row] ?? 0)
    }
    return this.#cosines
  }
}

function table(texts: readonly string[], vectors: ReadonlyMap<string, Embedding>): EmbeddingTable {
  return new EmbeddingTable(texts.length, (row) => vectors.get(canonicalText(texts[row] ?? '')))
}
