import { describe, expect, it } from 'vitest'
import { CHARACTER_BUCKETS, characterFeatures } from '../../../core/signals/character-features.ts'

const same = (one: string, other: string): boolean => JSON.stringify(characterFeatures(one)) === JSON.stringify(characterFeatures(other))

describe('hashed characters', () => {
  it.each([
    ['Hello', '  hello\n', true],
    ['one two', 'two\u00a0one', true],
    ['room 12', 'room 47', true],
    ['room 1', 'room 4711', false],
    ['V1agra', 'Viagra', false],
    ['ab', 'a b', false],
    ['É', 'é', false],
  ])('of %j and %j are the same: %s', (one, other, equal) => {
    expect(same(one, other)).toBe(equal)
  })

  it('are distinct buckets in ascending order', () => {
    const buckets = characterFeatures('One two three, one two three 🙂 GREAT?!')
    expect(buckets).toEqual([...new Set(buckets)].sort((a, b) => a - b))
    for (const bucket of buckets) expect(bucket >= 0 && bucket < CHARACTER_BUCKETS).toBe(true)
  })

  it.each(['', ' \n\t'])('of %j are none', (text) => {
    expect(characterFeatures(text)).toEqual([])
  })

  // What character_features in models/training/embedding.py gives for the same texts.
  it.each([
    ['a', [15615, 27768, 38592]],
    [' a  B ', [9570, 10257, 15615, 27768, 28723, 38592]],
    ['One 12\u00a0x\u3000\ufeff🌴 café \u2019s\u0085z', [1109, 1700, 2374, 3530, 4411, 5137, 6167, 7395, 9413, 10193, 10276, 14346, 14488, 16919, 17505, 18167, 18672, 20196, 20366, 21408, 21749, 22730, 29120, 29607, 30012, 30397, 31312, 33817, 34290, 35728, 36212, 37255, 40040, 41928, 42346, 46097, 46477, 46682, 47586, 48521, 51034, 51570, 51899, 51988, 52320, 55447, 59019, 60825, 62556, 63061, 63367, 64160, 64877]],
  ])('of %j are those that the trainer computes', (text, buckets) => {
    expect(characterFeatures(text)).toEqual(buckets)
  })

  it('stop after 4,000 characters, so that a text of 100,000 takes no longer', () => {
    const start = 'Claim your prize now. '.repeat(200).slice(0, 4000)
    expect(start).toHaveLength(4000)
    expect(same(start, start + 'Kind regards, the winner. '.repeat(4000))).toBe(true)
    expect(same(start.slice(0, 3990), `${start.slice(0, 3990)} Regards.`)).toBe(false)
  })
})
