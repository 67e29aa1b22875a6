import type { Node } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import { columnAt, contentEnd, dashOf, isFirstOnLine, pairEnd, pairStart } from '../node-spans.ts'
import { positionAt, textLines } from '../text-lines.ts'

type Shifts = { readonly by: Map<number, number>; readonly dashGaps: Map<number, number>; readonly fixed: Set<number> }

/** Notes how far each line of a value has to move so that every level is two spaces further in. */
function measure(text: string, lineOf: (offset: number) => number, node: Node | null | undefined, wanted: number, shifts: Shifts): void {
  const mark = (start: number, end: number, by: number): void => {
    for (let line = lineOf(start); line <= lineOf(end); line += 1) shifts.by.set(line, by)
  }
  if (isScalar(node) && node.range !== null && node.range !== undefined && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' || node.type === 'PLAIN' || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    for (let line = lineOf(node.range[0]) + 1; line <= lineOf(contentEnd(text, node)); line += 1) shifts.fixed.add(line)
  }
  if (isMap<Node, Node | null>(node) && node.flow !== true) {
    for (const pair of node.items) {
      const start = pairStart(text, pair)
      const by = wanted - columnAt(text, start)
      const shared = !isFirstOnLine(text, start)
      const end = pairEnd(text, pair)
      if (!shared) mark(start, end, by)
      else if (lineOf(end) > lineOf(start)) for (let line = lineOf(start) + 1; line <= lineOf(end); line += 1) shifts.by.set(line, by)
      measure(text, lineOf, pair.value, wanted + 2, shifts)
    }
  } else if (isSeq<Node>(node) && node.flow !== true) {
    for (const item of node.items) {
      const dash = dashOf(text, item)
      if (dash === undefined || !isFirstOnLine(text, dash)) continue
      const by = wanted - columnAt(text, dash)
      mark(dash, contentEnd(text, item), by)
      const start = item.range?.[0] ?? dash
      if (lineOf(start) === lineOf(dash)) shifts.dashGaps.set(lineOf(dash), start - dash - 1)
      measure(text, lineOf, item, wanted + 2, shifts)
      shifts.by.set(lineOf(dash), by)
    }
  } else if (isMap<Node, Node | null>(node)) for (const pair of node.items) measure(text, lineOf, pair.value, wanted + 2, shifts)
  else if (isSeq<Node>(node)) for (const item of node.items) measure(text, lineOf, item, wanted + 2, shifts)
}

/** Indents every level by two spaces; comments move with the lines that they belong to, lines inside texts with their text. */
export function indentLines(text: string, root: Node | null): string {
  const lines = textLines(text)
  const shifts: Shifts = { by: new Map(), dashGaps: new Map(), fixed: new Set() }
  measure(text, (offset) => positionAt(lines, offset).line - 1, root, 0, shifts)
  const written = text.split('\n')
  const columns = written.map((line) => line.search(/\S/))
  // What a part spans includes comments inside it that stand further in or out than the part itself.
  const known = (index: number): number | undefined => (/^\s*#/.test(written[index] ?? '') && !shifts.fixed.has(index) ? undefined : shifts.by.get(index))
  const shiftOf = (index: number): number => {
    const own = known(index)
    if (own !== undefined) return own
    const column = columns[index] ?? -1
    if (column < 0) return 0
    // A comment right below a text of several lines must not slip into it.
    const above = columns.findLastIndex((each, line) => line < index && each >= 0)
    if (shifts.fixed.has(above)) return shifts.by.get(above) ?? 0
    for (let next = index + 1; next < written.length; next += 1) {
      const by = known(next)
      if (by === undefined || (columns[next] ?? -1) < 0) continue
      if (columns[next] === column) return by
      break
    }
    for (let before = index - 1; before >= 0; before -= 1) {
      const by = known(before)
      if (by !== undefined && (columns[before] ?? -1) >= 0 && (columns[before] ?? 0) <= column) return by
    }
    return 0
  }
  return written.map((line, index) => {
    const gap = shifts.dashGaps.get(index)
    const tight = gap === undefined || gap <= 1 ? line : line.replace(/^([ \t]*-)[ \t]+/, '$1 ')
    const by = shiftOf(index)
    if (by >= 0) return line.trim() === '' && !shifts.fixed.has(index) ? line : ' '.repeat(line.trim() === '' ? 0 : by) + tight
    return tight.slice(Math.min(-by, Math.max(0, tight.search(/\S|$/))))
  }).join('\n')
}
