import { describe, expect, it } from 'vitest'
import { formatDurationExact, formatDurationShort } from '../../../renderer/format/format-duration.ts'

const MINUTE = 60_000

describe('durations on screen', () => {
  it.each([
    [7.6 * MINUTE, '8 m'],
    [89_000, '1 m 29 s'],
    [204 * MINUTE, '3 h 24 m'],
    [45_000, '45 s'],
  ])('says %d ms as %s in a headline', (ms, words) => expect(formatDurationShort(ms)).toBe(words))

  it.each([
    [0, '0 s'],
    [8 * MINUTE + 12_400, '8 m 12 s'],
    [26 * 3_600_000 + 5_000, '1 d 2 h 0 m 5 s'],
    [-90_000, '-1 m 30 s'],
  ])('says %d ms exactly as %s', (ms, words) => expect(formatDurationExact(ms)).toBe(words))
})
