/** One replacement in a text. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string }

/** The text after all replacements; they may touch, but not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = splices
    .map((splice, order) => ({ ...splice, order }))
    .sort((left, right) => left.start - right.start || Number(left.end > left.start) - Number(right.end > right.start) || left.order - right.order)
  let result = ''
  let at = 0
  for (const splice of ordered) {
    if (splice.start < at) throw new Error('Replacements overlap')
    result += text.slice(at, splice.start) + splice.text
    at = splice.end
  }
  return result + text.slice(at)
}
