import { describe, expect, it } from 'vitest'
import { formatAgo } from '../../../renderer/format/format-time.ts'

const now = Date.UTC(2026, 2, 10, 12)
const MINUTE = 60_000

describe('how long ago', () => {
  it.each([
    [10_000, 'just now'],
    [MINUTE, '1 minute ago'],
    [5 * MINUTE, '5 minutes ago'],
    [60 * MINUTE, '1 hour ago'],
    [30 * 60 * MINUTE, 'yesterday'],
    [4 * 24 * 60 * MINUTE, '4 days ago'],
  ])('%d ms is %s', (ms, words) => expect(formatAgo(now - ms, now)).toBe(words))
})
