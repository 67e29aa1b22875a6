import { describe, expect, it } from 'vitest'
import { parseSweepRange, presentValue } from '../../../../core/simulation/what-if/sweep-range.ts'

describe('what a sweep tries', () => {
  const ranges = [
    { text: 'a.b=0.1..0.5/0.1', kind: 'number', written: [0.1, 0.2, 0.3, 0.4, 0.5] },
    { text: 'a=0.85..0.95/0.05', kind: 'number', written: [0.85, 0.9, 0.95] },
    { text: 'a = 2 .. 5', kind: 'number', written: [2, 3, 4, 5] },
    { text: 'a=-1..1', kind: 'number', written: [-1, 0, 1] },
    { text: 'a=0..10/4', kind: 'number', written: [0, 4, 8] },
    { text: 'a=30m..2h/30m', kind: 'duration', written: ['30m', '1h', '1h30m', '2h'] },
    { text: 'a=16:00..18:00/1h', kind: 'time', written: ['16:00', '17:00', '18:00'] },
    { text: 'a=3,1,2', kind: 'number', written: [1, 2, 3] },
    { text: 'a=2h,30m', kind: 'duration', written: ['30m', '2h'] },
    { text: 'a=pause,finish', kind: 'word', written: ['pause', 'finish'] },
    { text: 'slas.all.when#1=1,2', kind: 'number', written: [1, 2] },
  ]
  for (const { text, kind, written } of ranges) {
    it(`reads ${text}`, () => {
      const range = parseSweepRange(text)
      expect(range).toMatchObject({ kind: 'range', valueKind: kind })
      expect(range.kind === 'range' ? range.values.map((value) => value.written) : []).toEqual(written)
    })
  }

  const refused = [
    { text: 'threshold', says: 'what to vary' },
    { text: 'a=1h..30m/5m', says: 'ends before it begins' },
    { text: 'a=0.1..0.9', says: 'does not say the step' },
    { text: 'a=1..5m', says: 'is no range' },
    { text: 'a=1..5/1m', says: 'step "1m"' },
    { text: 'a=1..5/0', says: 'not above 0' },
    { text: 'a=0..100000', says: 'at most 500' },
    { text: 'a=1,,2', says: 'empty place' },
    { text: 'a=1,2,1', says: 'stands twice' },
  ]
  for (const { text, says } of refused) {
    it(`refuses ${text}`, () => expect(parseSweepRange(text)).toMatchObject({ kind: 'problem', message: expect.stringContaining(says) }))
  }

  it('places a present value on the same axis', () => {
    expect(presentValue('1h30m')).toMatchObject({ kind: 'duration', at: 5_400_000 })
    expect(presentValue('09:00')).toMatchObject({ kind: 'time', at: 32_400_000 })
    expect(presentValue(0.75)).toMatchObject({ kind: 'number', at: 0.75 })
    expect(presentValue(['a'])).toBeNull()
  })
})
