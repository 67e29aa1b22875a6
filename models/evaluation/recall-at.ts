import type { RankedQuery } from './ranked-query.ts'

/** The share of a query's relevant documents that stand among the first k. */
export function recallAt(k: number, { relevant, ranked }: RankedQuery): number {
  const wanted = new Set(relevant)
  const found = new Set(ranked.slice(0, k).filter((id) => wanted.has(id)))
  return wanted.size === 0 ? 0 : found.size / wanted.size
}
