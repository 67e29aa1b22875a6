import type { Node } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import type { Splice } from '../apply-splices.ts'
import type { SpecPath } from '../finding.ts'
import { colonEnd, contentEnd, pairEnd, pairStart } from '../node-spans.ts'
import { isAmbiguousPlain, isConditionPath } from '../yaml-findings.ts'
import { scalarText } from '../yaml-text.ts'

/** Quotes what other YAML tools would read as something else, and conditions. */
function quote(node: Node | null | undefined, path: SpecPath, flow: boolean): readonly Splice[] {
  if (!isScalar(node) || node.type !== 'PLAIN' || typeof node.value !== 'string' || node.range === null || node.range === undefined || node.range[0] === node.range[1]) return []
  return isAmbiguousPlain(node.value) ? [{ start: node.range[0], end: node.range[1], text: scalarText(node.value, { flow, condition: isConditionPath(path) }) }] : []
}

/** One space around what stands in braces on one line: `{ a: 1, b: [x, y] }`. */
function tightenFlow(text: string, start: number, end: number, spans: readonly { readonly start: number; readonly end: number }[], pad: string): readonly Splice[] {
  const raw = text.slice(start, end)
  const first = spans[0]
  const last = spans.at(-1)
  if (raw.includes('\n') || first === undefined || last === undefined) return []
  const gaps = spans.slice(1).map((span, index) => ({ start: spans[index]?.end ?? 0, end: span.start }))
  const inner: readonly Splice[] = gaps.map((gap) => ({ ...gap, text: ', ' }))
  return [{ start: start + 1, end: first.start, text: pad }, ...inner, { start: last.end, end: end - 1, text: pad }]
}

/** The replacements that quote what needs quotes, and even out spaces after colons and inside braces. */
export function tidyScalars(text: string, node: Node | null | undefined, path: SpecPath = [], flow = false): readonly Splice[] {
  if (isSeq<Node>(node)) {
    const inFlow = node.flow === true
    const spans = node.items.map((item) => ({ start: item.range?.[0] ?? 0, end: contentEnd(text, item) }))
    const tight = inFlow ? tightenFlow(text, node.range?.[0] ?? 0, contentEnd(text, node), spans, '') : []
    return [...tight, ...node.items.flatMap((item, index) => [...quote(item, [...path, index], inFlow), ...tidyScalars(text, item, [...path, index], inFlow)])]
  }
  if (!isMap<Node, Node | null>(node)) return []
  const inFlow = node.flow === true
  const spans = node.items.map((pair) => ({ start: pairStart(text, pair), end: pairEnd(text, pair) }))
  const tight = inFlow ? tightenFlow(text, node.range?.[0] ?? 0, contentEnd(text, node), spans, ' ') : []
  return [...tight, ...node.items.flatMap((pair): readonly Splice[] => {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    if (key.startsWith('x-')) return []
    const own = [...path, key]
    const colon = colonEnd(text, pair)
    const start = pair.value?.range?.[0] ?? colon
    const gap = text.slice(colon, start)
    const space: readonly Splice[] = start > colon && gap !== ' ' && gap.trim() === '' && !gap.includes('\n') ? [{ start: colon, end: start, text: ' ' }] : []
    return [...space, ...quote(pair.value, own, inFlow || flow), ...tidyScalars(text, pair.value, own, inFlow)]
  })]
}
