import { readFileSync } from 'node:fs'
import type { EntityKind } from '../../../agents/triage/entity-mention.ts'
import type { Product } from '../../../agents/triage/find-products.ts'

/** A message of the gold set: what a person marked in it, and the resolution that it asks for. */
export type GoldEntities = { readonly text: string; readonly resolution: string | undefined; readonly spans: readonly { readonly kind: EntityKind; readonly start: number; readonly end: number; readonly product: string | undefined }[] }

const kinds: Readonly<Record<string, EntityKind>> = { x: 'errorCode', v: 'version', o: 'orderNumber', i: 'invoiceNumber', e: 'email', m: 'amount', p: 'product' }

const read = (name: string): readonly string[] =>
  readFileSync(new URL(`../../fixtures/entities/${name}`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'))

/** The products that the messages of the gold set name. */
export function goldProducts(): readonly Product[] {
  return read('products.txt').map((line) => {
    const [name = '', ...aliases] = line.split('|')
    return { name, aliases }
  })
}

/** The messages of a gold file; marks are taken out of the text and become spans. */
export function readGoldEntities(name: string): readonly GoldEntities[] {
  return read(name).map((line) => {
    const head = /^\[([a-z-]+)\] /.exec(line)
    const body = line.slice(head?.[0].length ?? 0)
    const spans: GoldEntities['spans'][number][] = []
    let text = ''
    let end = 0
    for (const match of body.matchAll(/\{([xvoiemp]):(?:([^}|]*)\|)?([^}]*)\}/g)) {
      text += body.slice(end, match.index)
      const marked = match[3] ?? ''
      const hash = marked.startsWith('#') || /^v\d/.test(marked) ? 1 : 0
      const kind = kinds[match[1] ?? '']
      if (kind !== undefined) spans.push({ kind, start: text.length + hash, end: text.length + marked.length, product: match[2] })
      text += marked
      end = match.index + match[0].length
    }
    return { text: text + body.slice(end), resolution: head?.[1] === '-' ? undefined : head?.[1], spans }
  })
}
