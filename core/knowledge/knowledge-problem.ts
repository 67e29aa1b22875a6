import type { Article } from './article.ts'

/** Something in an imported knowledge file that was left out or changed, and what to do about it. */
export type KnowledgeProblem = {
  readonly file: string
  /** Counted from 1; 0 where the whole file is meant. */
  readonly line: number
  readonly what: string
  readonly hint: string
}

/** What a knowledge file yields. */
export type ParsedArticles = { readonly articles: readonly Article[]; readonly problems: readonly KnowledgeProblem[] }
