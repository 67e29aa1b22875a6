/** A piece of a condition's text; a text without its closing quote is `open`. */
export type ConditionToken = { readonly kind: 'name' | 'number' | 'text' | 'sign'; readonly text: string; readonly start: number; readonly end: number; readonly open: boolean }

const pattern = /"(?:[^"\\\n]|\\.)*("?)|'(?:[^'\\\n]|\\.)*('?)|[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|&&|\|\||[=!<>]=|[^\s]/gu

/** The pieces of a condition, however unfinished it is. */
export function conditionTokens(text: string): readonly ConditionToken[] {
  return [...text.matchAll(pattern)].map((match): ConditionToken => {
    const [piece] = match
    const first = piece.charAt(0)
    const kind = first === '"' || first === "'" ? 'text' : /[A-Za-z_]/.test(first) ? 'name' : /\d/.test(first) ? 'number' : 'sign'
    return { kind, text: piece, start: match.index, end: match.index + piece.length, open: kind === 'text' && (match[1] ?? match[2]) === '' }
  })
}
