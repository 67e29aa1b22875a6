import { describe, expect, it } from 'vitest'
import { durationMs, durationText } from '../../../core/spec/duration.ts'

describe('durations of the format', () => {
  it.each([['8m', 480_000], ['1h30m', 5_400_000], ['2d', 172_800_000], ['250ms', 250], ['1m1s', 61_000]])('%s is read and written alike', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
    expect(durationText(ms)).toBe(text)
  })

  it('reads units in any order and writes them in one', () => {
    expect(durationText(durationMs('30s5m') ?? 0)).toBe('5m30s')
    expect(durationText(0)).toBe('0s')
  })

  it.each(['', '8', 'm', '8 m', '-8m', '1.5h'])('%j is none', (text) => {
    expect(durationMs(text)).toBeUndefined()
  })
})
