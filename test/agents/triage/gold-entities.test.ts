import { describe, expect, it } from 'vitest'
import type { EntityKind } from '../../../agents/triage/entity-mention.ts'
import { extractEntities } from '../../../agents/triage/extract-entities.ts'
import { findResolution } from '../../../agents/triage/find-resolution.ts'
import { redactText } from '../../../core/redaction/redact-text.ts'
import { usualKinds } from '../../../core/redaction/redaction-kind.ts'
import { type GoldEntities, goldProducts, readGoldEntities } from './gold-entities.ts'

const products = goldProducts()
const messages = readGoldEntities('messages.txt')
const unseen = readGoldEntities('unseen.txt')

// What was reached when the set was written; a change may not lose any of it.
const floors: Readonly<Record<EntityKind, { readonly precision: number; readonly recall: number }>> = {
  product: { precision: 0.98, recall: 0.98 },
  errorCode: { precision: 0.98, recall: 0.98 },
  version: { precision: 0.98, recall: 0.98 },
  orderNumber: { precision: 0.98, recall: 0.98 },
  invoiceNumber: { precision: 0.98, recall: 0.98 },
  email: { precision: 1, recall: 1 },
  amount: { precision: 0.98, recall: 0.98 },
  requestedResolution: { precision: 0.95, recall: 0.95 },
}

type Score = { readonly hits: number; readonly found: number; readonly wanted: number }

describe('the gold set of entities', () => {
  it('has messages enough, with and without each kind', () => {
    expect(messages.length).toBeGreaterThanOrEqual(200)
    for (const kind of Object.keys(floors)) expect(messages.filter((message) => (kind === 'requestedResolution' ? message.resolution !== undefined : message.spans.some((span) => span.kind === kind))).length).toBeGreaterThanOrEqual(5)
  })

  it.each(Object.entries(floors))('finds %s with the precision and recall that were reached, to the letter', (kind, floor) => {
    const { hits, found, wanted } = score(messages, kind)
    expect(hits / found).toBeGreaterThanOrEqual(floor.precision)
    expect(hits / wanted).toBeGreaterThanOrEqual(floor.recall)
  })

  it('does nearly as well on messages that it was not fitted to', () => {
    const all = Object.keys(floors).map((kind) => score(unseen, kind))
    const sum = (pick: (one: Score) => number): number => all.reduce((total, one) => total + pick(one), 0)
    expect(sum(({ hits }) => hits) / sum(({ found }) => found)).toBeGreaterThanOrEqual(0.95)
    expect(sum(({ hits }) => hits) / sum(({ wanted }) => wanted)).toBeGreaterThanOrEqual(0.9)
  })

  it('finds the same facts, but for the addresses, after personal data was taken out', () => {
    for (const { text } of [...messages, ...unseen]) {
      const values = (said: string): readonly string[] => extractEntities(said, products).mentions.filter((mention) => mention.kind !== 'email').map((mention) => mention.value)
      expect(values(redactText(text, { kinds: usualKinds }).text)).toEqual(values(text))
      expect(findResolution(redactText(text, { kinds: usualKinds }).text)?.value).toBe(findResolution(text)?.value)
    }
  })
})

function score(gold: readonly GoldEntities[], kind: string): Score {
  let hits = 0
  let found = 0
  let wanted = 0
  for (const { text, resolution, spans } of gold) {
    if (kind === 'requestedResolution') {
      const own = findResolution(text)?.value
      found += own === undefined ? 0 : 1
      wanted += resolution === undefined ? 0 : 1
      hits += own !== undefined && own === resolution ? 1 : 0
      continue
    }
    const own = extractEntities(text, products).mentions.filter((mention) => mention.kind === kind)
    const right = spans.filter((span) => span.kind === kind)
    found += own.length
    wanted += right.length
    hits += own.filter((one) => right.some((span) => span.start === one.start && span.end === one.end && (span.product === undefined || span.product === one.value))).length
  }
  return { hits, found, wanted }
}
