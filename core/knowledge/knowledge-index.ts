import type { Article } from './article.ts'
import { chunkArticle } from './chunk-article.ts'
import type { Chunk } from './chunk-article.ts'
import { LexicalIndex } from './lexical-index.ts'

/** A passage with the article that it comes from. */
export type IndexedPassage = {
  readonly chunk: Chunk
  readonly article: Article
  /** What is embedded and searched for words: title, section and text. */
  readonly searchText: string
  /** For a past resolution, the customer's question; empty otherwise. */
  readonly question: string
}

/** Everything about a knowledge base that ranking needs, except the vectors. */
export type KnowledgeIndex = {
  readonly passages: readonly IndexedPassage[]
  /** The number of the article that each passage belongs to, counted as they first appear. */
  readonly articleOf: Int32Array
  readonly articleCount: number
  readonly lexical: LexicalIndex
}

/** Cuts articles into passages and indexes their words. */
export function buildIndex(articles: readonly Article[]): KnowledgeIndex {
  const passages = articles.flatMap((article) =>
    chunkArticle(article).map((chunk) => {
      const past = article.kind === 'pastResolution'
      // A past resolution's title is its question, which is matched apart from the answer.
      const heads = past ? [] : [article.title, chunk.section.split(' > ').at(-1) ?? '']
      const searchText = [...heads.filter((head, i) => head !== '' && head !== chunk.text && heads.indexOf(head) === i), chunk.text].join('\n')
      return { chunk, article, searchText, question: past ? article.title : '' }
    }),
  )
  const documents = passages.map(({ article, question, searchText }) => ({ text: question === '' ? searchText : `${question}\n${searchText}`, boosted: question === '' ? article.title : '' }))
  const numbers = new Map<string, number>()
  const articleOf = Int32Array.from(passages, ({ article }) => {
    const key = `${article.source}\0${article.id}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
  return { passages, articleOf, articleCount: numbers.size, lexical: new LexicalIndex(documents) }
}
