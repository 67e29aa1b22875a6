import { isScalar, visit } from 'yaml'
import { sameJson } from '../align-items.ts'
import type { Splice } from '../apply-splices.ts'
import { applySplices } from '../apply-splices.ts'
import type { Finding } from '../finding.ts'
import { contentEnd } from '../node-spans.ts'
import { plainData } from '../plain-data.ts'
import type { SpecSource } from '../spec-source.ts'
import { readSource } from '../spec-source.ts'
import { positionAt } from '../text-lines.ts'
import { yamlFindings } from '../yaml-findings.ts'
import { indentLines } from './indent-lines.ts'
import { reorderKeys } from './reorder-keys.ts'
import { tidyScalars } from './tidy-scalars.ts'

/** What formatting gave: a text, the same where nothing was to be done, or what keeps the file from being formatted. */
export type FormatResult = { readonly kind: 'formatted'; readonly text: string } | { readonly kind: 'broken'; readonly findings: readonly Finding[] }

// Deeper than this nothing has an order of its own.
const deepestOrder = 6

/** Lines that are inside a text, where every space counts. */
function textLinesOf(source: SpecSource): ReadonlySet<number> {
  const inside = new Set<number>()
  visit(source.document, (_key, node) => {
    if (!isScalar(node) || node.range === null || node.range === undefined) return
    const first = positionAt(source.lines, node.range[0]).line
    const last = positionAt(source.lines, contentEnd(source.text, node)).line
    for (let line = first + 1; line <= last; line += 1) inside.add(line - 1)
    if (last > first && node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') inside.add(first - 1)
  })
  return inside
}

function tidyLines(source: SpecSource): string {
  const inside = textLinesOf(source)
  const lines = source.text.split('\n')
  const kept = lines.flatMap((line, index) => {
    if (inside.has(index)) return [line]
    const trimmed = line.replace(/[ \t\r]+$/, '')
    // One blank line parts as well as three do.
    return trimmed === '' && index > 0 && lines[index - 1]?.trim() === '' && !inside.has(index - 1) ? [] : [trimmed]
  })
  return kept.join('\n')
}

/** Everything but where the file ends is done on lines that end in a line feed; a file with CRLF gets its line ends back. */
function formatLines(text: string): string {
  let written = tidyLines(readSource(text))
  let source = readSource(written)
  const splice = (splices: readonly Splice[]): void => {
    if (splices.length === 0) return
    written = applySplices(written, splices)
    source = readSource(written)
  }
  for (let depth = 0; depth <= deepestOrder; depth += 1) splice(reorderKeys(written, source.document.contents, depth))
  splice(tidyScalars(written, source.document.contents))
  return indentLines(written, source.document.contents)
}

/**
 * Gives a file its canonical form: order of keys, two spaces a level, quotes where other tools would read something else. Every
 * comment stays, the meaning stays, and a file that is not YAML is not touched. Doing it again changes nothing.
 */
export function formatText(text: string): FormatResult {
  const source = readSource(text)
  const findings = yamlFindings(source).filter((finding) => finding.severity === 'error')
  if (findings.length > 0) return { kind: 'broken', findings }
  const crlf = text.includes('\r\n')
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const plain = text.slice(mark.length).replace(/\r\n/g, '\n')
  const wanted = plainData(readSource(plain).document.contents)
  const ended = /\n$/.test(plain) ? plain : `${plain}\n`
  let formatted = ended
  let settled = false
  // Each pass looks at what the one before wrote; a text that does not come to rest keeps its form.
  for (let round = 0; round < 4 && !settled; round += 1) {
    const next = formatLines(formatted)
    settled = next === formatted
    formatted = next
  }
  const read = readSource(formatted)
  const sound = read.document.errors.length === 0 && sameJson(plainData(read.document.contents), wanted)
  const result = sound && settled ? formatted : plain
  return { kind: 'formatted', text: mark + (crlf ? result.replaceAll('\n', '\r\n') : result) }
}
