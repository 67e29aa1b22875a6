import { isScalar } from 'yaml'
import type { Splice } from '../apply-splices.ts'
import { contentEnd } from '../node-spans.ts'
import type { SpecSource } from '../spec-source.ts'
import { spliceScalar } from '../splice-value.ts'
import { keyText } from '../yaml-text.ts'
import type { IdPlace } from './find-ids.ts'

type Names = ReadonlyMap<string, string>

const renamed = (word: string, names: Names): string => names.get(word) ?? word

/** Renames in an expression: words outside of quotes, and whole texts in quotes, which may be values that are ids. */
function renameInExpression(text: string, names: Names): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/g, (part) => {
    if (!/^["']/.test(part)) return names.has(part) ? renamed(part, names) : part.includes('-') ? part.split('-').map((word) => renamed(word, names)).join('-') : part
    return `${part.charAt(0)}${renamed(part.slice(1, -1), names)}${part.charAt(0)}`
  })
}

/** Renames in a path such as `refund/check-order` or `triage.issue-type`, part by part. */
function renameInPath(text: string, names: Names): string {
  return text.replace(/[^./]+/g, (part) => renamed(part, names))
}

function renameInTemplate(text: string, names: Names): string {
  return text.replace(/\{\{[^{}]*\}\}/g, (placeholder) => renameInExpression(placeholder, names))
}

/** Every word at the places where ids stand, hyphens and all. */
export function wordsIn(places: readonly IdPlace[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ node, holds }) => {
    const text = String(node.value)
    const read = holds === 'template' ? (text.match(/\{\{[^{}]*\}\}/g) ?? []).join(' ') : text
    return [text, ...(read.match(/[A-Za-z_][\w-]*/g) ?? [])]
  }))
}

/** The replacements that give ids other names, wherever they stand; the style of each text stays. */
export function renameIds(source: SpecSource, places: readonly IdPlace[], names: Names): readonly Splice[] {
  return places.flatMap(({ node, path, holds }): readonly Splice[] => {
    const range = node.range
    if (range === null || range === undefined) return []
    const old = String(node.value)
    const fresh = holds === 'expression' ? renameInExpression(old, names) : holds === 'template' ? renameInTemplate(old, names) : holds === 'path' ? renameInPath(old, names) : renamed(old, names)
    if (fresh === old) return []
    const raw = source.text.slice(range[0], contentEnd(source.text, node))
    // What stands there as it is read can be changed as it stands, whatever its style.
    const direct = raw.replace(old, () => fresh)
    if (raw.includes(old)) return [{ start: range[0], end: range[0] + raw.length, text: direct }]
    if (holds === 'template' && !raw.includes('\\')) return [{ start: range[0], end: range[0] + raw.length, text: renameInTemplate(raw, names) }]
    if (typeof node.value !== 'string') return [{ start: range[0], end: range[1], text: keyText(fresh) }]
    return spliceScalar(source.text, node, fresh, { path, flow: isScalar(node), indent: 0 }) ?? []
  })
}
