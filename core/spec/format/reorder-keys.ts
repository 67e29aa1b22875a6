import type { Node, YAMLMap } from 'yaml'
import { isMap, isSeq } from 'yaml'
import type { Splice } from '../apply-splices.ts'
import type { SpecPath } from '../finding.ts'
import { columnAt, isFirstOnLine, nextLine, pairEnd, pairStart } from '../node-spans.ts'
import { keyName } from '../spec-source.ts'
import { blockSpans } from '../splice-value.ts'
import { inOrder, keyOrder } from './key-order.ts'

type MapNode = YAMLMap<Node, Node | null>

function reorderFlow(text: string, map: MapNode, order: readonly number[]): Splice | undefined {
  const spans = map.items.map((pair) => ({ start: pairStart(text, pair), end: pairEnd(text, pair) }))
  const first = spans[0]
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return undefined
  // Comments between entries belong to a place in the braces; such a map keeps its order.
  const gaps = spans.slice(1).map((span, index) => text.slice(spans[index]?.end ?? 0, span.start))
  if (gaps.some((gap) => gap.includes('#') || gap.includes('\n'))) return undefined
  const entries = order.map((index) => text.slice(spans[index]?.start, spans[index]?.end))
  return { start: first.start, end: last.end, text: entries.map((entry, index) => entry + (gaps[index] ?? '')).join('') }
}

/** Entries move with the comments and blank lines above them. */
function reorderBlock(text: string, map: MapNode, order: readonly number[]): Splice | undefined {
  const spans = blockSpans(text, map)
  const first = spans?.[0]
  const last = spans?.at(-1)
  const [firstPair] = map.items
  if (spans === undefined || first === undefined || last === undefined || firstPair === undefined) return undefined
  const shared = !isFirstOnLine(text, first.start)
  const indent = ' '.repeat(columnAt(text, pairStart(text, firstPair)))
  const parts = spans.map((span, index) => text.slice(index === 0 ? first.start : nextLine(text, spans[index - 1]?.end ?? 0), span.end))
  const [front = 0] = order
  const blank = front === 0 ? '' : (/^(?:[ \t]*\n)+/.exec(parts[front] ?? '')?.[0] ?? '')
  // Blank lines part two entries, so those above the new first one go to the old first one.
  const placed = (index: number): string => (index === front ? (parts[index] ?? '').slice(blank.length) : index === 0 ? blank + (parts[index] ?? '') : (parts[index] ?? ''))
  if (!shared) return { start: first.start, end: last.end, text: order.map(placed).join('\n') }
  const lead = parts[front] ?? ''
  // What begins with a comment cannot stand behind a dash.
  if (front !== 0 && /^\s*(#|\r?\n)/.test(lead)) return undefined
  return { start: first.start, end: last.end, text: order.map((index, place) => (place === 0 ? (parts[index] ?? '').trimStart() : index === 0 ? indent + (parts[index] ?? '') : (parts[index] ?? ''))).join('\n') }
}

/** The replacements that put the keys of the maps at one depth in their order. */
export function reorderKeys(text: string, node: Node | null | undefined, depth: number, path: SpecPath = []): readonly Splice[] {
  if (isSeq<Node>(node)) return node.items.flatMap((item, index) => reorderKeys(text, item, depth, [...path, index]))
  if (!isMap<Node, Node | null>(node)) return []
  if (path.length < depth) return node.items.flatMap((pair) => (keyName(pair).startsWith('x-') ? [] : reorderKeys(text, pair.value, depth, [...path, keyName(pair)])))
  const order = path.length === depth ? keyOrder(path) : undefined
  if (order === undefined) return []
  const keys = node.items.map(keyName)
  const wanted = inOrder(keys, order)
  if (wanted.every((key, index) => key === keys[index])) return []
  const places = wanted.map((key) => keys.indexOf(key))
  const splice = node.flow === true ? reorderFlow(text, node, places) : reorderBlock(text, node, places)
  return splice === undefined ? [] : [splice]
}
