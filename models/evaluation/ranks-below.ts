/** The chance that a number of the first list is below one of the second (ties count half): the area under the ROC curve. */
export function ranksBelow(lower: readonly number[], higher: readonly number[]): number {
  if (lower.length === 0 || higher.length === 0) return 0
  const all = [...lower.map((value) => ({ value, isLower: true })), ...higher.map((value) => ({ value, isLower: false }))].sort((a, b) => a.value - b.value)
  let below = 0
  let wins = 0
  for (let start = 0; start < all.length; ) {
    let end = start
    let lowerHere = 0
    while (end < all.length && all[end]?.value === all[start]?.value) {
      if (all[end]?.isLower === true) lowerHere += 1
      end += 1
    }
    wins += (end - start - lowerHere) * (below + lowerHere / 2)
    below += lowerHere
    start = end
  }
  return wins / (lower.length * higher.length)
}
