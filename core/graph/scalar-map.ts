import type { Scalar } from 'yaml'
import type { SpecSource, TextSpan } from '../spec/spec-source.ts'

/** Where each character of a scalar's text stands in the file. */
export type ScalarMap = {
  /** The place of a part of the text, in the file. */
  readonly span: (start: number, end: number) => TextSpan
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
}
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

type Piece = { readonly text: string; readonly length: number }

/** What stands at a place of a double quoted scalar. */
function escaped(raw: string, at: number): Piece | undefined {
  const kind = raw.charAt(at + 1)
  const digits = codeLengths[kind]
  if (digits !== undefined) {
    const code = Number.parseInt(raw.slice(at + 2, at + 2 + digits), 16)
    return Number.isNaN(code) || code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), length: 2 + digits }
  }
  if (/[\n\r]/.test(kind)) return { text: '', length: 1 + (/^\s*/.exec(raw.slice(at + 1))?.[0].length ?? 0) }
  const text = simpleEscapes[kind]
  return text === undefined ? undefined : { text, length: 2 }
}

// The raw text from its first character on, without quotes or the header of a block.
function bodyOf(raw: string, type: Scalar['type']): { readonly from: number; readonly to: number } | undefined {
  switch (type) {
    case 'PLAIN':
      return { from: 0, to: raw.length }
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE':
      return { from: 1, to: raw.length - 1 }
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED': {
      const line = raw.indexOf('\n')
      return line === -1 ? undefined : { from: line, to: raw.length }
    }
    default:
      return undefined
  }
}

const known = new WeakMap<Scalar, { readonly text: string; readonly map: ScalarMap | undefined }>()

/** Finds every character of a scalar in the file, whatever its style; undefined where that cannot be told. */
export function scalarMap(source: SpecSource, node: Scalar): ScalarMap | undefined {
  // A long text may have a hundred findings.
  const before = known.get(node)
  if (before?.text === source.text) return before.map
  const map = newMap(source, node)
  known.set(node, { text: source.text, map })
  return map
}

function newMap(source: SpecSource, node: Scalar): ScalarMap | undefined {
  const { range, value } = node
  if (range === undefined || range === null || typeof value !== 'string') return undefined
  const raw = source.text.slice(range[0], range[1])
  const body = bodyOf(raw, node.type)
  if (body === undefined) return undefined
  const starts: number[] = []
  const ends: number[] = []
  const put = (text: string, from: number, to: number): boolean => {
    if (!value.startsWith(text, starts.length)) return false
    for (let index = 0; index < text.length; index += 1) {
      starts.push(from)
      ends.push(to)
    }
    return true
  }
  const blanks = /[ \t\r\n]+/y
  let at = body.from
  while (at < body.to) {
    blanks.lastIndex = at
    const blank = blanks.exec(raw)?.[0] ?? ''
    if (blank.includes('\n')) {
      // Line breaks are folded and indentation is dropped: the blanks that are left share the place of the break.
      blanks.lastIndex = starts.length
      const kept = blanks.exec(value)?.[0] ?? ''
      if (!put(kept, range[0] + at, range[0] + at + blank.length)) return undefined
      at += blank.length
      continue
    }
    const piece: Piece | undefined = node.type === 'QUOTE_DOUBLE' && raw.charAt(at) === '\\' ? escaped(raw, at)
      : node.type === 'QUOTE_SINGLE' && raw.startsWith("''", at) ? { text: "'", length: 2 } : { text: raw.charAt(at), length: 1 }
    if (piece === undefined || !put(piece.text, range[0] + at, range[0] + at + piece.length)) return undefined
    at += piece.length
  }
  if (starts.length !== value.length) return undefined
  return {
    span: (start, end) => {
      const from = starts[start] ?? ends.at(-1) ?? range[0]
      return { start: from, end: Math.max(from, end > start ? (ends[end - 1] ?? from) : from) }
    },
  }
}

/** Text as it must be written inside a scalar of this style, or undefined where it cannot be; `first` where the scalar begins with it. */
export function writtenIn(node: Scalar, text: string, first: boolean): string | undefined {
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return text.includes('\n') ? undefined : text.replaceAll("'", "''")
    case 'QUOTE_DOUBLE':
      return text.includes('\n') ? undefined : text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return text.includes('\n') ? undefined : text
    case 'PLAIN':
      return /[#,[\]{}\n]|:(\s|$)/.test(text) || (first && !/^[A-Za-z(]/.test(text)) ? undefined : text
    default:
      return undefined
  }
}
