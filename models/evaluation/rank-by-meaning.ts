import type { Article } from '../../core/knowledge/article.ts'
import { buildIndex } from '../../core/knowledge/knowledge-index.ts'
import type { SignalPort } from '../../core/signals/signal-port.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'

const BATCH = 4096
const QUERIES_AT_ONCE = 16

/** Up to so many pairs of a question and a passage every pair is compared. */
const MOST_PAIRS = 100_000

/** Beyond that, the articles that are compared: those that the product's own search finds first. */
const CANDIDATES = 200

/** What was ranked, and how many articles were compared for each query where not all were. */
export type RankedByMeaning = { readonly ranked: readonly (readonly string[])[]; readonly candidates: number | undefined }

/** Ranks articles for each query by the most alike of their passages, as the similarity signal judges it: the vectors alone. */
export async function rankByMeaning(port: SignalPort, articles: readonly Article[], queries: readonly string[], limit: number, options: EvaluationOptions): Promise<RankedByMeaning> {
  const { passages } = buildIndex(articles)
  const candidates = passages.length * queries.length > MOST_PAIRS && articles.length > CANDIDATES ? await candidatesOf(port, queries, options) : undefined
  const quiet = { seed: options.seed, ...(options.abort === undefined ? {} : { abort: options.abort }) }
  const ranked: (readonly string[])[] = []
  for (const [at, query] of queries.entries()) {
    const own = candidates?.[at]
    const compared = own === undefined ? passages : passages.filter(({ article }) => own.has(article.id))
    const requests = compared.map(({ searchText }) => ({ kind: 'similarity', text: query, other: searchText }) as const)
    const answers = await askInBatches(port, requests, BATCH, '', quiet)
    const best = new Map<string, number>()
    answers.forEach(({ similarity }, i) => {
      const id = compared[i]?.article.id ?? ''
      best.set(id, Math.max(best.get(id) ?? 0, similarity))
    })
    // The sort is stable: equally alike articles keep their order.
    ranked.push([...best].sort((a, b) => b[1] - a[1]).slice(0, limit).map(([id]) => id))
    options.onProgress?.('Ranking by meaning alone', at + 1, queries.length)
  }
  return { ranked, candidates: candidates === undefined ? undefined : CANDIDATES }
}

async function candidatesOf(port: SignalPort, queries: readonly string[], options: EvaluationOptions): Promise<readonly ReadonlySet<string>[]> {
  const requests = queries.map((text) => ({ kind: 'passages', text, sources: [], limit: CANDIDATES }) as const)
  const answers = await askInBatches(port, requests, QUERIES_AT_ONCE, 'Choosing what to compare', options)
  return answers.map(({ passages }) => new Set(passages.map(({ articleId }) => articleId)))
}
