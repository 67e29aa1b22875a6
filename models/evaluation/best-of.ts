/** The name with the highest score, the first of equals, and the score. */
export function bestOf(scores: readonly (readonly [name: string, score: number])[]): { readonly name: string; readonly score: number } {
  let best = { name: '', score: -Infinity }
  for (const [name, score] of scores) if (score > best.score) best = { name, score }
  return best
}
