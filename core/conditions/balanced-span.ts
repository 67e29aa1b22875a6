import type { Place } from './check-context.ts'

/** The place of a part of a condition with the brackets that belong to it; the parser leaves out those around its first and last operand. */
export function balancedSpan(text: string, { start, end }: Place): Place {
  let open = 0
  let missing = 0
  let quote = ''
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at)
    if (quote !== '') {
      if (character === '\\') at += 1
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '(') open += 1
    else if (character === ')') {
      if (open > 0) open -= 1
      else missing += 1
    }
  }
  let from = start
  let to = end
  for (; missing > 0 && from > 0; missing -= 1) {
    const before = text.lastIndexOf('(', from - 1)
    if (before === -1 || text.slice(before + 1, from).trim() !== '') break
    from = before
  }
  for (; open > 0 && to < text.length; open -= 1) {
    const after = text.indexOf(')', to)
    if (after === -1 || text.slice(to, after).trim() !== '') break
    to = after + 1
  }
  return { start: from, end: to }
}
