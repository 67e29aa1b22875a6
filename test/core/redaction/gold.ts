import { readFileSync } from 'node:fs'
import type { RedactionKind } from '../../../core/redaction/redaction-kind.ts'

/** A message of the gold set and what a person marked in it. */
export type GoldMessage = { readonly text: string; readonly spans: readonly { readonly kind: RedactionKind; readonly start: number; readonly end: number }[] }

const kinds: Readonly<Record<string, RedactionKind>> = { p: 'person', e: 'email', t: 'phone', c: 'card', a: 'account', i: 'nationalId', n: 'ipAddress' }

/** The messages of a gold file; marks are taken out of the text and become spans. */
export function readGold(name: string): readonly GoldMessage[] {
  const lines = readFileSync(new URL(`../../fixtures/redaction/${name}`, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => unmark(line.replaceAll('\\n', '\n')))
}

function unmark(line: string): GoldMessage {
  const spans: { kind: RedactionKind; start: number; end: number }[] = []
  let text = ''
  let end = 0
  for (const match of line.matchAll(/\{([petcain]):([^}]*)\}/g)) {
    text += line.slice(end, match.index)
    const kind = kinds[match[1] ?? '']
    const marked = match[2] ?? ''
    if (kind !== undefined) spans.push({ kind, start: text.length, end: text.length + marked.length })
    text += marked
    end = match.index + match[0].length
  }
  return { text: text + line.slice(end), spans }
}
