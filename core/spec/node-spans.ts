import type { Node, Pair } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'

/** Where the content of a node ends: before trailing comments, blank lines and the line's end. */
export function contentEnd(text: string, node: Node): number {
  const end = node.range?.[1] ?? 0
  if (isScalar(node)) {
    let at = end
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') while (text.charAt(at - 1) === '\n') at -= 1
    return at
  }
  if (isMap<Node, Node | null>(node) && node.flow !== true) {
    const last = node.items.at(-1)
    return last === undefined ? end : pairEnd(text, last)
  }
  if (isSeq<Node>(node) && node.flow !== true) {
    const last = node.items.at(-1)
    return last === undefined ? end : Math.max(contentEnd(text, last), node.range?.[0] ?? 0)
  }
  return end
}

/** Where the colon of a map's entry ends. */
export function colonEnd(text: string, pair: Pair<Node, Node | null>): number {
  const keyEnd = pair.key.range?.[1] ?? 0
  const colon = text.indexOf(':', keyEnd)
  return colon === -1 ? keyEnd : colon + 1
}

/** Where a map's entry ends. */
export function pairEnd(text: string, pair: Pair<Node, Node | null>): number {
  const value = pair.value
  const empty = value === null || value.range === null || value.range === undefined || (isScalar(value) && value.source === '' && value.type === 'PLAIN')
  return empty ? colonEnd(text, pair) : contentEnd(text, value)
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  const end = newline === -1 ? text.length : newline
  return text.charAt(end - 1) === '\r' ? end - 1 : end
}

/** Whether nothing but spaces stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** The dash of a list's item, where it stands on the line of the item; undefined where it does not. */
export function dashOf(text: string, item: Node): number | undefined {
  const start = item.range?.[0] ?? 0
  const before = /-[ \t]+$/.exec(text.slice(lineStart(text, start), start))
  return before === null ? undefined : lineStart(text, start) + before.index
}
