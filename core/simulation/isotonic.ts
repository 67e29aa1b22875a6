/** A share that never falls as the score grows: the best monotone fit to yes/no observations, interpolated between its steps. */
export type MonotoneFit = { readonly scores: readonly number[]; readonly shares: readonly number[]; readonly n: number }

/** Fits by pooling neighbours that are out of order (PAV); weights are equal, equal scores are pooled first. */
export function fitMonotone(points: readonly { readonly score: number; readonly value: number }[]): MonotoneFit {
  const sorted = [...points].sort((a, b) => a.score - b.score || a.value - b.value)
  const blocks: { score: number; sum: number; n: number }[] = []
  for (const { score, value } of sorted) {
    const last = blocks.at(-1)
    if (last !== undefined && last.score / last.n === score) {
      last.score += score
      last.sum += value
      last.n += 1
    } else {
      blocks.push({ score, sum: value, n: 1 })
    }
    for (;;) {
      const top = blocks.at(-1)
      const below = blocks.at(-2)
      if (top === undefined || below === undefined || below.sum * top.n <= top.sum * below.n) break
      blocks.pop()
      below.score += top.score
      below.sum += top.sum
      below.n += top.n
    }
  }
  return { scores: blocks.map((block) => block.score / block.n), shares: blocks.map((block) => block.sum / block.n), n: points.length }
}

/** The fitted share at a score; flat beyond both ends. */
export function monotoneAt(fit: MonotoneFit, score: number): number {
  const { scores, shares } = fit
  let index = 0
  while (index < scores.length && (scores[index] ?? 0) <= score) index += 1
  if (index === 0) return shares[0] ?? 0
  if (index === scores.length) return shares[index - 1] ?? 0
  const low = scores[index - 1] ?? 0
  const high = scores[index] ?? 1
  const from = shares[index - 1] ?? 0
  return from + (((shares[index] ?? 0) - from) * (score - low)) / (high - low)
}
