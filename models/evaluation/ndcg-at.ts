import type { RankedQuery } from './ranked-query.ts'

/** Discounted cumulative gain of the first k with gains of 0 and 1, as a share of what the best order would have. */
export function ndcgAt(k: number, { relevant, ranked }: RankedQuery): number {
  const left = new Set(relevant)
  const possible = Math.min(k, left.size)
  let gain = 0
  ranked.slice(0, k).forEach((id, place) => {
    // A document that stands twice counts once.
    if (left.delete(id)) gain += discount(place)
  })
  let best = 0
  for (let place = 0; place < possible; place++) best += discount(place)
  return best === 0 ? 0 : gain / best
}

function discount(place: number): number {
  return 1 / Math.log2(place + 2)
}
