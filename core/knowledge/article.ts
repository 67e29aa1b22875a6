/** One help article or past resolution as imported, before it is cut into passages. */
export type Article = {
  readonly id: string
  readonly title: string
  /** Plain text; headings keep their `#` marks so that passages can name their section. */
  readonly text: string
  readonly kind: 'article' | 'pastResolution'
  /** The id under `spec.knowledge` that it belongs to; empty = not assigned. */
  readonly source: string
  readonly thirdParty: boolean
}

/** The knowledge that a run may use; the digest is SHA-256 over the articles in order. */
export type KnowledgeBase = { readonly articles: readonly Article[]; readonly digest: string }
