import { describe, expect, it } from 'vitest'
import { LexicalIndex } from '../../../core/knowledge/lexical-index.ts'

const index = (...texts: readonly string[]): LexicalIndex => new LexicalIndex(texts.map((text) => ({ text, boosted: '' })))
const scoresOf = (of: LexicalIndex, query: string): readonly number[] => [...of.search(query).scores]

describe('searching by words', () => {
  it('finds rare words before common ones, and folds endings', () => {
    const { scores, perfect } = index('the printer prints pages', 'the scanner scans pages', 'pages and pages').search('my printers are broken, no pages')
    expect(scores[0]).toBeGreaterThan(scores[2] ?? 9)
    expect(scores[2]).toBeGreaterThan(0)
    expect(perfect).toBeGreaterThan(scores[0] ?? 9)
  })

  it('lets words such as "how" and "the" decide only between equals', () => {
    const scores = scoresOf(index('how to do it with the other', 'reset a password'), 'how do I reset it')
    expect(scores[1]).toBeGreaterThan(scores[0] ?? 9)
    expect(scores[0]).toBeGreaterThan(0)
  })

  it('counts a word of the title once more', () => {
    const titled = new LexicalIndex([{ text: 'refund paid late', boosted: '' }, { text: 'refund paid late', boosted: 'refund' }, { text: 'other', boosted: '' }])
    const [plain = 0, boosted = 0] = scoresOf(titled, 'refund')
    expect(boosted).toBeGreaterThan(plain)
  })

  it('counts a word that a query repeats for more than once and for less than three times', () => {
    const one = index('refund', 'parcel', 'invoice')
    const once = scoresOf(one, 'refund')[0] ?? 0
    const often = scoresOf(one, 'refund '.repeat(50))[0] ?? 0
    expect(often).toBeGreaterThan(once * 2)
    expect(often).toBeLessThan(once * 3)
  })

  it('scores a document that holds every word of a query no higher than a perfect match', () => {
    const { scores, perfect } = index('error 0x80040 in mail', 'mail', 'letters').search('error 0x80040')
    expect(scores[0]).toBeGreaterThan(perfect * 0.3)
    expect(scores[0]).toBeLessThanOrEqual(perfect)
  })

  it('scores nothing for a query without words, or an index without documents', () => {
    expect(scoresOf(index('a b'), '')).toEqual([0])
    expect(index().search('word').scores).toHaveLength(0)
  })
})
