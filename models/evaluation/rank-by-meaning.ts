import type { Article } from '../../core/knowledge/article.ts'
import { buildIndex } from '../../core/knowledge/knowledge-index.ts'
import type { SignalPort } from '../../core/signals/signal-port.ts'
import { askInBatches } from './ask-in-batches.ts'
import type { EvaluationOptions } from './ask-in-batches.ts'

const BATCH = 4096

/** Ranks articles for each query by the most alike of their passages, as the similarity signal judges it: the vectors alone. */
export async function rankByMeaning(port: SignalPort, articles: readonly Article[], queries: readonly string[], limit: number, options: EvaluationOptions): Promise<readonly (readonly string[])[]> {
  const { passages } = buildIndex(articles)
  const ranked: (readonly string[])[] = []
  for (const [at, query] of queries.entries()) {
    const requests = passages.map(({ searchText }) => ({ kind: 'similarity', text: query, other: searchText }) as const)
    const answers = await askInBatches(port, requests, BATCH, '', { seed: options.seed, ...(options.abort === undefined ? {} : { abort: options.abort }) })
    const best = new Map<string, number>()
    answers.forEach(({ similarity }, i) => {
      const id = passages[i]?.article.id ?? ''
      best.set(id, Math.max(best.get(id) ?? 0, similarity))
    })
    // The sort is stable: equally alike articles keep their order.
    ranked.push([...best].sort((a, b) => b[1] - a[1]).slice(0, limit).map(([id]) => id))
    options.onProgress?.('Ranking by meaning alone', at + 1, queries.length)
  }
  return ranked
}
