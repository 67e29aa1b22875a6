import { describe, expect, it } from 'vitest'
import { canonicalText } from '../../../core/signals/canonical-text.ts'
import { WORD_BUCKETS, wordFeatures } from '../../../core/signals/word-features.ts'

describe('hashed words', () => {
  it.each([
    ['Hello hello', 'hello HELLo hello', true],
    ['hello', 'hello hello', false],
    ['don\u2019t panic', "don't panic", true],
    ['room 12', 'room 4711', true],
    ['not good', 'good not', false],
    ['fine', 'fine!', false],
  ])('of %j and %j are the same: %s', (one, other, same) => {
    expect(JSON.stringify(wordFeatures(one)) === JSON.stringify(wordFeatures(other))).toBe(same)
  })

  it('are distinct buckets in ascending order', () => {
    const buckets = wordFeatures('One two three, one two three 🙂 GREAT?!')
    expect(buckets).toEqual([...new Set(buckets)].sort((a, b) => a - b))
    for (const bucket of buckets) expect(bucket >= 0 && bucket < WORD_BUCKETS).toBe(true)
  })

  it('of nothing are none', () => {
    expect(wordFeatures('')).toEqual([])
  })
})

describe('the canonical form of a text', () => {
  it('joins what looks the same', () => {
    expect(canonicalText('  Cafe\u0301\r\n is\u00a0open ')).toBe('Café is open')
  })
})
