import type { Document, Node, Pair, YAMLMap } from 'yaml'
import { isMap, isPair, isScalar, isSeq } from 'yaml'
import type { SpecPath, TextRange } from './finding.ts'
import type { YamlLimit } from './read-yaml.ts'
import { readYaml } from './read-yaml.ts'
import type { TextLines } from './text-lines.ts'
import { rangeAt, textLines } from './text-lines.ts'

/** A part of a text: from an offset up to, not including, another. */
export type TextSpan = { readonly start: number; readonly end: number }

/** The text of a file, read as YAML, that knows where everything stands. */
export type SpecSource = {
  readonly text: string
  readonly document: Document.Parsed
  readonly lines: TextLines
  /** Why nothing was read: the text is larger than what is read at all. */
  readonly limit?: YamlLimit
  /** Parts of the meaning that stand in other files. */
  readonly parts?: readonly SourcePart[]
}

/** A part of a workflow that stands in another file, under the same path there. */
export type SourcePart = { readonly path: SpecPath; readonly source: SpecSource; readonly file: string }

/** Reads a text as YAML 1.2 without resolving tags, aliases or merge keys, within limits; problems are in `document.errors` and `document.warnings`. */
export function readSource(text: string): SpecSource {
  return { text, ...readYaml(text), lines: textLines(text) }
}

/** The other file in which a path stands, if it stands in another. */
export function partAt({ parts }: SpecSource, path: SpecPath): SourcePart | undefined {
  return parts?.find((part) => part.path.length <= path.length && part.path.every((key, index) => key === path[index]))
}

const smallMap = 16
const indexes = new WeakMap<YAMLMap<Node, Node | null>, { readonly size: number; readonly pairs: ReadonlyMap<string, Pair<Node, Node | null>> }>()

// A flow of thousands of nodes is one map, and every finding looks its place up.
function indexOf(map: YAMLMap<Node, Node | null>): ReadonlyMap<string, Pair<Node, Node | null>> {
  const known = indexes.get(map)
  if (known?.size === map.items.length) return known.pairs
  const pairs = new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])))
  indexes.set(map, { size: map.items.length, pairs })
  return pairs
}

/** The key of an entry as text; empty where it is no plain value. */
export function keyName({ key }: Pair<Node, Node | null>): string {
  return isScalar(key) ? String(key.value) : ''
}

/** The entry of a map by key. */
export function pairOf(node: unknown, key: string | number): Pair<Node, Node | null> | undefined {
  if (!isMap<Node, Node | null>(node)) return undefined
  const name = String(key)
  const isIt = (pair: Pair<Node, Node | null>): boolean => isScalar(pair.key) && String(pair.key.value) === name
  const indexed = node.items.length > smallMap ? indexOf(node).get(name) : undefined
  // The last of several entries with one key is the one that counts; a document that has been edited since is searched.
  return indexed !== undefined && isIt(indexed) ? indexed : node.items.findLast(isIt)
}

/** The node at a path, or undefined where the file has none. */
export function nodeAt(source: SpecSource, path: SpecPath): Node | undefined {
  const part = partAt(source, path)
  if (part !== undefined) return nodeAt(part.source, path)
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
  const part = partAt(source, path)
  if (part !== undefined) return keySpan(part.source, path)
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
  const other = partAt(source, path)
  if (other !== undefined) return spanAt(other.source, path, part)
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
