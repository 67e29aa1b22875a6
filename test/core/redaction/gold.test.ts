import { describe, expect, it } from 'vitest'
import { type RedactionKind, redactionKinds } from '../../../core/redaction/redaction-kind.ts'
import { redactText } from '../../../core/redaction/redact-text.ts'
import { readGold } from './gold.ts'

const positive = readGold('positive.txt')
const negative = readGold('negative.txt')
const unseen = readGold('unseen.txt')

// What was reached when the set was written; a change may not lose any of it.
const floors: Readonly<Record<RedactionKind, { readonly precision: number; readonly recall: number }>> = {
  person: { precision: 0.99, recall: 0.98 },
  email: { precision: 1, recall: 1 },
  phone: { precision: 0.98, recall: 0.98 },
  card: { precision: 1, recall: 1 },
  account: { precision: 1, recall: 1 },
  nationalId: { precision: 0.95, recall: 0.95 },
  ipAddress: { precision: 1, recall: 1 },
}

describe('the gold set of personal data', () => {
  it('is large enough to say something', () => {
    expect(positive.length).toBeGreaterThanOrEqual(200)
    expect(negative.length).toBeGreaterThanOrEqual(200)
    expect(negative.flatMap((message) => message.spans)).toEqual([])
  })

  it.each(redactionKinds.map((kind) => [kind] as const))('finds %s with the precision and recall that were reached, to the letter', (kind) => {
    const { precision, recall } = score([...positive, ...negative], kind)
    expect(precision).toBeGreaterThanOrEqual(floors[kind].precision)
    expect(recall).toBeGreaterThanOrEqual(floors[kind].recall)
  })

  it('does nearly as well on messages that it was not fitted to', () => {
    const all = redactionKinds.map((kind) => score(unseen, kind))
    const sum = (pick: (one: ReturnType<typeof score>) => number): number => all.reduce((total, one) => total + pick(one), 0)
    expect(sum(({ hits }) => hits) / sum(({ found }) => found)).toBeGreaterThanOrEqual(0.95)
    expect(sum(({ hits }) => hits) / sum(({ wanted }) => wanted)).toBeGreaterThanOrEqual(0.9)
  })

  it('changes nothing when a redacted text is redacted again', () => {
    for (const { text } of [...positive, ...negative, ...unseen]) {
      const once = redactText(text, { kinds: redactionKinds }).text
      expect(redactText(once, { kinds: redactionKinds }).text).toBe(once)
    }
  })
})

function score(messages: ReturnType<typeof readGold>, kind: RedactionKind): { readonly precision: number; readonly recall: number; readonly hits: number; readonly found: number; readonly wanted: number } {
  let hits = 0
  let found = 0
  let wanted = 0
  for (const { text, spans } of messages) {
    const own = redactText(text, { kinds: redactionKinds }).replaced.filter((one) => one.kind === kind)
    const gold = spans.filter((span) => span.kind === kind)
    found += own.length
    wanted += gold.length
    hits += own.filter((one) => gold.some((span) => span.start === one.start && span.end === one.end)).length
  }
  return { precision: hits / Math.max(1, found), recall: hits / Math.max(1, wanted), hits, found, wanted }
}
