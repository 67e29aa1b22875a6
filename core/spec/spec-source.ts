import type { Document, Node, Pair, Scalar } from 'yaml'
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import type { SpecPath, TextRange } from './finding.ts'
import type { TextLines } from './text-lines.ts'
import { rangeAt, textLines } from './text-lines.ts'

/** A part of a text: from an offset up to, not including, another. */
export type TextSpan = { readonly start: number; readonly end: number }

/** The text of a file, read as YAML, that knows where everything stands. */
export type SpecSource = { readonly text: string; readonly document: Document.Parsed; readonly lines: TextLines }

/** Reads a text as YAML 1.2 without resolving tags, aliases or merge keys; problems are in `document.errors` and `document.warnings`. */
export function readSource(text: string): SpecSource {
  const document = parseDocument(text, { version: '1.2', merge: false, prettyErrors: false, keepSourceTokens: false, logLevel: 'error' })
  return { text, document, lines: textLines(text) }
}

/** The entry of a map by key. */
export function pairOf(node: unknown, key: string | number): Pair<Node, Node | null> | undefined {
  if (!isMap<Node, Node | null>(node)) return undefined
  // The last of several entries with one key is the one that counts.
  return node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
}

/** The node at a path, or undefined where the file has none. */
export function nodeAt(source: SpecSource, path: SpecPath): Node | undefined {
  let node: Node | null | undefined = source.document.contents
  for (const key of path) {
    if (isMap(node)) node = pairOf(node, key)?.value
    else if (isSeq<Node>(node) && typeof key === 'number') node = node.items[key]
    else return undefined
  }
  return node ?? undefined
}

function spanOfNode(node: Node | null | undefined): TextSpan | undefined {
  const range = node?.range
  return range === undefined || range === null ? undefined : { start: range[0], end: Math.max(range[0], range[1]) }
}

/** Where the key of the last step of a path stands; for a list item, the item. */
export function keySpan(source: SpecSource, path: SpecPath): TextSpan | undefined {
  const key = path.at(-1)
  if (key === undefined) return undefined
  const parent = nodeAt(source, path.slice(0, -1))
  const pair = pairOf(parent, key)
  if (isPair(pair)) return spanOfNode(pair.key)
  return isSeq<Node>(parent) && typeof key === 'number' ? spanOfNode(parent.items[key]) : undefined
}

// A block of many lines is pointed at by its first line, or the editor would underline half the file.
function firstLine(source: SpecSource, span: TextSpan): TextSpan {
  const end = source.text.indexOf('\n', span.start)
  return end === -1 || end >= span.end ? span : { start: span.start, end: Math.max(span.start + 1, end) }
}

/** Where to point for a path: its value (or its key), and where the file lacks it, the nearest entry that holds it. */
export function spanAt(source: SpecSource, path: SpecPath, part: 'value' | 'key' = 'value'): TextSpan {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const prefix = path.slice(0, depth)
    const node = nodeAt(source, prefix)
    const key = keySpan(source, prefix)
    const whole = depth === path.length && part === 'value'
    const span = whole && (isScalar(node) || key === undefined || (isSeq(node) && node.flow) || (isMap(node) && node.flow)) ? (spanOfNode(node) ?? key) : (key ?? spanOfNode(node))
    if (span !== undefined) return firstLine(source, span.start === span.end && key !== undefined ? key : span)
  }
  return { start: 0, end: Math.min(1, source.text.length) }
}

/** The lines and columns of a span. */
export function rangeOfSpan(source: SpecSource, span: TextSpan): TextRange {
  return rangeAt(source.lines, span.start, span.end)
}

function doubleQuotedStep(text: string, at: number): number {
  if (text.charAt(at) !== '\\') return 1
  const kind = text.charAt(at + 1)
  return kind === 'x' ? 4 : kind === 'u' ? 6 : kind === 'U' ? 10 : 2
}

/** The offset in the file of a character of a scalar's text; undefined where the text runs over several lines. */
export function scalarOffset(source: SpecSource, node: Scalar, index: number): number | undefined {
  const range = node.range
  if (range === undefined || range === null) return undefined
  const raw = source.text.slice(range[0], range[1])
  if (raw.includes('\n')) return undefined
  if (node.type === 'PLAIN') return range[0] + index
  if (node.type !== 'QUOTE_SINGLE' && node.type !== 'QUOTE_DOUBLE') return undefined
  let at = 1
  for (let seen = 0; seen < index; seen += 1) {
    at += node.type === 'QUOTE_SINGLE' ? (raw.startsWith("''", at) ? 2 : 1) : doubleQuotedStep(raw, at)
  }
  return range[0] + at
}

/** Text as it must be written inside a scalar of this style, or undefined where it cannot be. */
export function escapedFor(node: Scalar, text: string): string | undefined {
  if (node.type === 'QUOTE_SINGLE') return text.replaceAll("'", "''")
  if (node.type === 'QUOTE_DOUBLE') return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return node.type === 'PLAIN' && !/[#:{}[\],&*!|>%@`]/.test(text) ? text : undefined
}
