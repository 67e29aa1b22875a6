import { cancelledError } from '../../api/app-error.ts'
import type { Article } from '../../core/knowledge/article.ts'
import { chunkArticle } from '../../core/knowledge/chunk-article.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'

const tellEveryMs = 100

/** Into how many passages articles are cut, and how many articles make more than one. */
export type PassageCounts = { readonly passages: number; readonly split: number }

/** How far the cutting is, in articles, or what it gave. */
export type CountPassagesItem = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'counted'; readonly counts: PassageCounts }

/** Cuts articles as the search will, and counts; others have their turn meanwhile. `now` is a clock in milliseconds. */
export async function* countPassages(articles: readonly Article[], abort: AbortLike, now: () => number = () => performance.now()): AsyncGenerator<CountPassagesItem> {
  let passages = 0
  let split = 0
  let toldAt = now()
  for (const [index, article] of articles.entries()) {
    const own = chunkArticle(article).length
    passages += own
    split += Number(own > 1)
    if (now() - toldAt < tellEveryMs) continue
    if (abort.aborted) throw cancelledError()
    yield { kind: 'progress', done: index + 1, total: articles.length }
    await new Promise((resolve) => setImmediate(resolve))
    toldAt = now()
  }
  yield { kind: 'counted', counts: { passages, split } }
}
