import type { Node, Pair } from 'yaml'
import { isMap, isScalar, isSeq } from 'yaml'
import type { Splice } from './apply-splices.ts'
import { entrySpan } from './entry-spans.ts'
import type { SpecPath } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import { colonEnd, columnAt, contentEnd, dashOf, isFirstOnLine, lineEnd, lineEndAbove, lineStart, nextLine, pairEnd, pairStart } from './node-spans.ts'
import type { TextSpan } from './spec-source.ts'
import { isConditionPath } from './yaml-findings.ts'
import type { ScalarStyle } from './yaml-text.ts'
import { afterKey, blockBody, flowText, scalarText } from './yaml-text.ts'

/** Where a value stands: its path, whether it is inside braces or brackets, and how far its entry is indented. */
export type Place = { readonly path: SpecPath; readonly flow: boolean; readonly indent: number }

/** Replacements; undefined where the part cannot be changed in place and has to be written anew. */
export type Splices = readonly Splice[] | undefined

const scalarStyles: Readonly<Record<string, ScalarStyle>> = { PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double' }

function spliceBlockScalar(text: string, span: TextSpan, after: JsonValue, indent: number): Splices {
  const headEnd = lineEnd(text, span.start)
  const head = /^[|>][-+\d]*/.exec(text.slice(span.start, headEnd))?.[0] ?? ''
  const firstLine = text.slice(nextLine(text, span.start), span.end).split('\n').find((line) => line.trim() !== '')
  const width = firstLine === undefined ? indent + 2 : firstLine.search(/\S/)
  const body = typeof after === 'string' ? blockBody(after, width) : undefined
  // The comment behind the sign stays where it is.
  if (body === undefined) return [{ start: span.start, end: span.start + head.length, text: scalarText(typeof after === 'object' ? null : after, { flow: false, style: 'double' }) }, { start: headEnd, end: Math.max(headEnd, span.end), text: '' }]
  const folded = head.startsWith('>') && !body.lines.includes('\n')
  return [{ start: span.start, end: span.start + head.length, text: `${folded ? '>' : '|'}${body.sign}` }, { start: headEnd, end: Math.max(headEnd, span.end), text: `\n${body.lines}` }]
}

/** A text, number or truth value written in place of another, in the same style. */
export function spliceScalar(text: string, node: Node, after: JsonValue, place: Place): Splices {
  if (!isScalar(node) || node.range === null || node.range === undefined || (typeof after === 'object' && after !== null)) return undefined
  const [start, end] = node.range
  if (start === end) return undefined
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return spliceBlockScalar(text, { start, end: contentEnd(text, node) }, after, place.indent)
  if (typeof after === 'string' && after.includes('\n') && !place.flow) return undefined
  const style = scalarStyles[node.type ?? '']
  const quotes = style !== 'plain' && typeof node.value === 'string' ? style : undefined
  const condition = isConditionPath(place.path) && style !== 'plain'
  return [{ start, end, text: scalarText(after, { flow: place.flow, condition, ...(quotes === undefined ? {} : { style: quotes }) }) }]
}

/** Puts a text in place of a part; a comment behind the part stays on the first line of several. */
export function replacePart(text: string, span: TextSpan, fresh: string): readonly Splice[] {
  const [head = '', ...rest] = fresh.split('\n')
  const stop = lineEnd(text, span.end)
  if (rest.length === 0 || !text.slice(span.end, stop).includes('#')) return [{ ...span, text: fresh }]
  return [{ ...span, text: head }, { start: stop, end: stop, text: `\n${rest.join('\n')}` }]
}

/** Writes the value of a map's entry anew; a comment behind its key stays there. */
export function rewriteValue(text: string, pair: Pair<Node, Node | null>, after: JsonValue, place: Place): readonly Splice[] {
  const start = colonEnd(text, pair)
  const end = Math.max(start, pairEnd(text, pair))
  if (place.flow) {
    const valueStart = pair.value?.range?.[0]
    if (valueStart === undefined || end === start) return [{ start, end, text: `${start === (pair.key.range?.[1] ?? 0) ? ':' : ''} ${flowText(after, place.path)}` }]
    return [{ start: valueStart, end, text: flowText(after, place.path) }]
  }
  const fresh = afterKey(after, place.path, place.indent)
  const lineStop = lineEnd(text, start)
  const first = text.slice(start, Math.min(lineStop, pair.value?.range?.[0] ?? lineStop))
  const value = pair.value
  const header = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED') && value.range !== null && value.range !== undefined
    ? /^[|>][-+\d]*/.exec(text.slice(value.range[0], lineStop))?.[0]
    : undefined
  const headEnd = header === undefined ? start : (value?.range?.[0] ?? start) + header.length
  if (header === undefined && !/^[ \t]+#/.test(first)) return replacePart(text, { start, end }, fresh)
  const [head = '', ...rest] = fresh.split('\n')
  return [{ start, end: headEnd, text: head }, { start: lineStop, end: Math.max(lineStop, end), text: rest.length === 0 ? '' : `\n${rest.join('\n')}` }]
}

/** The entries of a map or list in lines with their own comments; undefined where one of them does not begin a line. */
export function blockSpans(text: string, node: Node): readonly TextSpan[] | undefined {
  if (isMap<Node, Node | null>(node)) return node.items.map((pair) => entrySpan(text, pairStart(text, pair), pairEnd(text, pair)))
  if (!isSeq<Node>(node)) return undefined
  const spans: TextSpan[] = []
  for (const item of node.items) {
    const dash = dashOf(text, item)
    if (dash === undefined || !isFirstOnLine(text, dash)) return undefined
    spans.push(entrySpan(text, dash, contentEnd(text, item)))
  }
  return spans
}

/** Takes out whole lines, with the line break before them: one after them may be where something is added. */
export function removeLines(text: string, span: TextSpan): Splice {
  const above = lineEndAbove(text, span.start)
  return above === undefined ? { start: span.start, end: nextLine(text, span.end), text: '' } : { start: above, end: span.end, text: '' }
}

/** Puts lines before the line at an offset. */
export function insertBefore(text: string, start: number, lines: string): Splice {
  const above = lineEndAbove(text, start)
  return above === undefined ? { start, end: start, text: `${lines}\n` } : { start: above, end: above, text: `\n${lines}` }
}

/** Takes every entry out of a value of a map's entry and leaves braces or brackets; comments that belong to no entry stay. */
export function emptyValue(text: string, pair: Pair<Node, Node | null>, after: JsonValue): Splices {
  const { value } = pair
  if (value === null || (!isMap(value) && !isSeq(value)) || value.flow === true) return undefined
  const spans = blockSpans(text, value)
  const start = colonEnd(text, pair)
  if (spans === undefined || spans.some((span) => span.start < start || !isFirstOnLine(text, span.start))) return undefined
  return [{ start, end: start, text: Array.isArray(after) ? ' []' : ' {}' }, ...spans.map((span) => removeLines(text, span))]
}

/** Puts entries into braces or brackets that hold only comments. */
export function fillEmpty(text: string, node: Node, after: JsonValue, place: Place): Splices {
  const end = contentEnd(text, node) - 1
  const start = node.range?.[0] ?? 0
  if (!text.slice(start, end).includes('#') || typeof after !== 'object' || after === null) return undefined
  const line = lineStart(text, end)
  const inner = flowText(after, place.path).slice(1, -1).trim()
  return isFirstOnLine(text, end) ? [{ start: line, end: line, text: `${' '.repeat(Math.max(columnAt(text, end), place.indent) + 2)}${inner}\n` }] : undefined
}
