import type { RankedQuery } from './ranked-query.ts'

/** 1 where any relevant document stands among the first k, 0 otherwise. */
export function hitAt(k: number, { relevant, ranked }: RankedQuery): number {
  const wanted = new Set(relevant)
  return ranked.slice(0, k).some((id) => wanted.has(id)) ? 1 : 0
}
