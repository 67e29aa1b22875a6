import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MessageTone, trackTone } from '../../../agents/sentiment/track-tone.ts'

const share = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000)
const judged: fc.Arbitrary<MessageTone> = fc.record({ kind: fc.constant('judged' as const), frustration: share, confusion: share, satisfaction: share })

describe('trackTone', () => {
  it('is the weighted mean of all judged messages, each counting decay times as much as the next', () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 9 }).map((value) => value / 10), (tones, decay) => {
        const weights = tones.map((_, index) => decay ** (tones.length - 1 - index))
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const mean = tones.reduce((sum, tone, index) => sum + (tone.kind === 'judged' ? tone.frustration : 0) * (weights[index] ?? 0), 0) / total
        expect(trackTone(tones, decay)?.frustration).toBeCloseTo(mean, 3)
      }),
    )
  })

  it('is not moved by messages that cannot be judged', () => {
    const open: MessageTone = { kind: 'open', why: 'it is short' }
    fc.assert(fc.property(fc.array(judged, { minLength: 1, maxLength: 5 }), fc.nat(5), (tones, place) => {
      const mixed = [...tones.slice(0, place), open, ...tones.slice(place)]
      expect(trackTone(mixed, 0.6)).toEqual(trackTone(tones, 0.6))
    }))
  })

  it('knows nothing where nothing was judged', () => {
    expect(trackTone([], 0.6)).toBeUndefined()
    expect(trackTone([{ kind: 'open', why: 'it is short' }], 0.6)).toBeUndefined()
  })
})
