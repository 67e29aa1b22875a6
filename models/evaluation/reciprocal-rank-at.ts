import type { RankedQuery } from './ranked-query.ts'

/** One divided by the place of the first relevant document, 0 where none is among the first k. */
export function reciprocalRankAt(k: number, { relevant, ranked }: RankedQuery): number {
  const wanted = new Set(relevant)
  const place = ranked.slice(0, k).findIndex((id) => wanted.has(id))
  return place < 0 ? 0 : 1 / (place + 1)
}
