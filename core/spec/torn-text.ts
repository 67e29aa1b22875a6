import type { Node } from 'yaml'
import { isMap, isSeq } from 'yaml'
import type { SpecSource, TextSpan } from './spec-source.ts'

const quotedText = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y

function holds(node: Node | null, offset: number): boolean {
  const range = node?.range
  return range !== undefined && range !== null && range[0] <= offset && offset <= range[2]
}

/** Whether an offset lies inside braces or brackets. */
function isInFlow(node: Node | null | undefined, offset: number): boolean {
  if (isMap<Node, Node | null>(node)) return node.flow === true || isInFlow(node.items.findLast((pair) => (pair.key.range?.[0] ?? 0) <= offset)?.value, offset)
  return isSeq<Node>(node) && (node.flow === true || isInFlow(node.items.find((item) => holds(item, offset)), offset))
}

/**
 * The value that begins at an offset as its author meant it, where YAML cut it short: up to the end of the line or to a comment, and inside
 * braces up to the comma or brace that ends it.
 */
export function meantValue(source: SpecSource, start: number): TextSpan {
  const { text, document } = source
  const inFlow = isInFlow(document.contents, start)
  let depth = 0
  let at = start
  while (at < text.length && text.charAt(at) !== '\n') {
    quotedText.lastIndex = at
    const skipped = quotedText.exec(text)
    if (skipped !== null) {
      at += skipped[0].length
      continue
    }
    const character = text.charAt(at)
    if (character === '#' && /\s/.test(text.charAt(at - 1))) break
    if (/[([{]/.test(character)) depth += 1
    if (/[)\]}]/.test(character)) depth -= 1
    if (inFlow && (depth < 0 || (depth === 0 && character === ','))) break
    at += 1
  }
  return { start, end: start + text.slice(start, at).trimEnd().length }
}

/** The place of an anchor's mark before a node. */
export function anchorSpan(source: SpecSource, nodeStart: number, anchor: string): TextSpan {
  const start = source.text.lastIndexOf(`&${anchor}`, nodeStart)
  return start === -1 ? { start: nodeStart, end: nodeStart + 1 } : { start, end: start + anchor.length + 1 }
}

/** The word at which reading a file failed: one character tells little. */
export function wordAt({ text }: SpecSource, span: TextSpan): TextSpan {
  const covered = text.slice(span.start, span.end)
  if (/^\s*$/.test(covered) && !covered.includes('\t')) {
    // At the end of a line, the last word before it is where something is missing.
    const before = /\S+\s*$/.exec(text.slice(Math.max(0, span.start - 200), span.start))
    return before === null ? span : { start: span.start - before[0].length, end: span.start - before[0].length + before[0].trimEnd().length }
  }
  const word = /^[^\s,:{}[\]]+/.exec(text.slice(span.start, span.start + 200))
  return word === null || covered.includes('\n') ? { start: span.start, end: Math.min(span.end, span.start + 1) } : { start: span.start, end: span.start + word[0].length }
}

/** Whether every number sign of a text stands inside quotes. */
export function isQuotedThroughout(text: string): boolean {
  return !/["'#]/.test(text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ''))
}
