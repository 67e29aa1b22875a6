import type { KnowledgeBase } from '../core/knowledge/article.ts'
import { buildIndex } from '../core/knowledge/knowledge-index.ts'
import type { KnowledgeIndex } from '../core/knowledge/knowledge-index.ts'
import { rankArticles, rankPassages } from '../core/knowledge/rank-passages.ts'
import type { Evidence, PassageCosines, RankedArticle, RankingWeights } from '../core/knowledge/rank-passages.ts'
import { canonicalText } from '../core/signals/canonical-text.ts'
import type { PassagesAnswer } from '../core/signals/signal-answer.ts'
import { EmbeddingTable } from './dot-products.ts'
import { cosineOfProduct } from './embedding.ts'
import type { Embedding } from './embedding.ts'
import type { EncodeOptions, Encoder } from './encoder.ts'

/** What a caller of the building may want to know or stop meanwhile. */
export type BuildOptions = EncodeOptions & {
  /** Called with the number of articles that were read since the last call; in the end all of them. */
  readonly onArticles?: (count: number) => void
}

/** A knowledge base that can be searched by words and by meaning. */
export class KnowledgeSearch {
  readonly #index: KnowledgeIndex
  readonly #passages: EmbeddingTable
  readonly #heads: EmbeddingTable
  readonly #cosines: PassageCosines
  /** The row of each passage's title or question among the heads; -1 where it has none. The passages of an article share one. */
  readonly #headRow: Int32Array
  readonly #weights: RankingWeights

  private constructor(index: KnowledgeIndex, passages: EmbeddingTable, heads: EmbeddingTable, headRow: Int32Array, weights: RankingWeights) {
    this.#index = index
    this.#passages = passages
    this.#heads = heads
    this.#headRow = headRow
    this.#weights = weights
    const size = index.passages.length
    this.#cosines = { passage: new Float64Array(size), question: new Float64Array(size), title: new Float64Array(size) }
  }

  /** Cuts, indexes and embeds a knowledge base; vectors that the cache holds are not computed again. */
  static async build(knowledge: KnowledgeBase, encoder: Encoder, weights: RankingWeights, options: BuildOptions = {}): Promise<KnowledgeSearch> {
    const index = buildIndex(knowledge.articles)
    const heads = [...new Set(index.passages.map(({ article }) => article.title).filter((title) => title.trim() !== ''))]
    const rows = new Map(heads.map((head, row) => [head, row]))
    const texts = index.passages.map((passage) => passage.searchText)
    const vectors = await encoder.embed([...texts, ...heads], inArticles(options, knowledge.articles.length, [...texts, ...heads]))
    const headRow = Int32Array.from(index.passages, ({ article }) => rows.get(article.title) ?? -1)
    return new KnowledgeSearch(index, table(texts, vectors), table(heads, vectors), headRow, weights)
  }

  /** The passages that may answer a text, best first; none where the text has no words. */
  answer(text: string, embedding: Embedding, sources: readonly string[], limit: number): PassagesAnswer {
    if (canonicalText(text) === '') return { kind: 'passages', passages: [] }
    return { kind: 'passages', passages: rankPassages(this.#index, this.#evidence(text, embedding), sources, this.#weights, limit) }
  }

  /** What the two searches find for a text; the fitting of the weights reads this. */
  gather(text: string, embedding: Embedding): Evidence {
    const { lexical, cosines } = this.#evidence(text, embedding)
    return { lexical, cosines: { passage: cosines.passage.slice(), question: cosines.question.slice(), title: cosines.title.slice() } }
  }

  /** The ranking that weights make of what was gathered, with what its confidences are computed from. */
  explain(evidence: Evidence, weights: RankingWeights, limit: number): readonly RankedArticle[] {
    return rankArticles(this.#index, evidence, [], weights, limit)
  }

  /** The cosines stand until the next text. */
  #evidence(text: string, embedding: Embedding): Evidence {
    const { passage, question, title } = this.#cosines
    const passages = this.#passages.products(embedding)
    const heads = this.#heads.products(embedding)
    for (let i = 0; i < passage.length; i++) {
      passage[i] = cosineOfProduct(passages[i] ?? 0)
      const row = this.#headRow[i] ?? -1
      const head = row < 0 ? undefined : cosineOfProduct(heads[row] ?? 0)
      const isPast = this.#index.passages[i]?.question !== ''
      question[i] = isPast ? (head ?? 0) : 0
      title[i] = isPast ? NO_TITLE : (head ?? NO_TITLE)
    }
    return { lexical: this.#index.lexical.search(text), cosines: this.#cosines }
  }
}

const NO_TITLE = -1

/** Texts are read short ones first, whichever article they are of: as many articles count as read as their share of the texts. */
function inArticles({ onArticles, ...options }: BuildOptions, articles: number, texts: readonly string[]): EncodeOptions {
  if (onArticles === undefined) return options
  const total = new Set(texts.map(canonicalText)).size
  let done = 0
  let told = 0
  const tell = (): void => {
    const now = total === 0 ? articles : Math.floor((articles * done) / total)
    if (now > told) onArticles(now - told)
    told = now
  }
  return {
    ...options,
    onTexts: (count) => {
      options.onTexts?.(count)
      done += count
      tell()
    },
  }
}

function table(texts: readonly string[], vectors: ReadonlyMap<string, Embedding>): EmbeddingTable {
  return new EmbeddingTable(texts.length, (row) => vectors.get(canonicalText(texts[row] ?? '')))
}
