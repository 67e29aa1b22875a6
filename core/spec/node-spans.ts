import type { Node, Pair } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'

/** Where the content of a node ends: before trailing comments, blank lines and the line's end. */
export function contentEnd(text: string, node: Node): number {
  const end = node.range?.[1] ?? 0
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    const start = node.range?.[0] ?? 0
    // With `+` the empty lines at its end belong to the text.
    if (/^[|>]\d?\+/.test(text.slice(start, start + 3))) return end - (/\r?\n$/.exec(text.slice(start, end))?.[0].length ?? 0)
    return start + text.slice(start, end).trimEnd().length
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

/** Where a map's entry begins: at its key, or at the question mark before it. */
export function pairStart(text: string, pair: Pair<Node, Node | null>): number {
  const start = pair.key.range?.[0] ?? 0
  const mark = /\?[ \t]+$/.exec(text.slice(lineStart(text, start), start))
  return mark === null ? start : lineStart(text, start) + mark.index
}

/** Where the colon of a map's entry ends; where the entry has none, where its key ends. */
export function colonEnd(text: string, pair: Pair<Node, Node | null>): number {
  const keyEnd = pair.key.range?.[1] ?? 0
  const gap = /^(?:\s|#.*)*:/.exec(text.slice(keyEnd, pair.value?.range?.[0] ?? keyEnd + 1))
  return keyEnd + (gap?.[0].length ?? 0)
}

/** Where a map's entry ends. */
export function pairEnd(text: string, pair: Pair<Node, Node | null>): number {
  const value = pair.value
  const empty = value === null || value.range === null || value.range === undefined || (isScalar(value) && value.source === '' && value.type === 'PLAIN')
  return empty ? colonEnd(text, pair) : contentEnd(text, value)
}

/** Where the line of an offset begins; a byte order mark stands before the first one. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  return start === 0 && text.startsWith('\ufeff') ? 1 : start
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  const end = newline === -1 ? text.length : newline
  return text.charAt(end - 1) === '\r' && newline !== -1 ? Math.max(offset, end - 1) : end
}

/** Where the line after an offset begins. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline === -1 ? text.length : newline + 1
}

/** Where the line above a line ends, before its line break; undefined for the first line. */
export function lineEndAbove(text: string, start: number): number | undefined {
  return start <= lineStart(text, 0) ? undefined : lineEnd(text, text.charAt(start - 2) === '\r' ? start - 2 : start - 1)
}

/** How far an offset is indented on its line. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Whether nothing but spaces stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** The dash of a list's item, before it on its line or alone on a line above; undefined where there is none. */
export function dashOf(text: string, item: Node): number | undefined {
  let end = item.range?.[0] ?? 0
  for (let above = false; ; above = true) {
    const start = lineStart(text, end)
    const line = text.slice(start, end)
    const dash = above ? /^([ \t]*)-[ \t]*(?:#.*)?\r?$/.exec(line) : /^(.*?)-[ \t]+$/.exec(line)
    if (dash !== null) return start + (above ? (dash[1]?.length ?? 0) : line.trimEnd().length - 1)
    if (start <= 1 || !(above ? /^[ \t]*(?:#.*)?\r?$/ : /^[ \t]*$/).test(line)) return undefined
    end = start - 1
  }
}
