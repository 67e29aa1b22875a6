/** How many slips lie between two words, or more than `limit` where they are further apart. */
function distance(left: string, right: string, limit: number): number {
  let beforeThat: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left.charCodeAt(row - 1) === right.charCodeAt(column - 1) ? 0 : 1
      // Two letters in the wrong order are one slip, not two.
      const swapped = cost === 1 && row > 1 && column > 1 && left.charCodeAt(row - 1) === right.charCodeAt(column - 2) && left.charCodeAt(row - 2) === right.charCodeAt(column - 1)
      const best = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost, swapped ? (beforeThat[column - 2] ?? 0) + 1 : Infinity)
      current.push(best)
      if (best < least) least = best
    }
    if (least > limit) return limit + 1
    beforeThat = previous
    previous = current
  }
  return previous[right.length] ?? 0
}

/** The known name that a mistyped one was probably meant to be, or undefined where none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  const limit = Math.max(1, Math.floor(name.length / 3))
  let best: { readonly name: string; readonly cost: number } | undefined
  for (const candidate of known) {
    const lower = candidate.toLowerCase()
    const cost = lower === wanted ? 0 : Math.abs(lower.length - wanted.length) > limit ? limit + 1 : distance(wanted, lower, limit)
    if (cost <= limit && (best === undefined || cost < best.cost)) best = { name: candidate, cost }
  }
  return best?.name
}
