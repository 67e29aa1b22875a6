import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageScore, toneTrend, trackTone } from '../../../agents/sentiment/track-tone.ts'
import type { ToneAnswer } from '../../../core/signals/signal-answer.ts'

const tone: fc.Arbitrary<ToneAnswer> = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), fc.integer({ min: -100, max: 100 })).map(([a, b, c, d, polarity]) => {
  const sum = a + b + c + d || 1
  return { kind: 'tone', frustrated: a / sum, confused: b / sum, neutral: c / sum, satisfied: d / sum, polarity: polarity / 100, words: 9, languageKnown: true }
})
const decay = fc.integer({ min: 0, max: 19 }).map((value) => value / 20)

function clear(name: 'frustrated' | 'confused' | 'neutral' | 'satisfied', polarity: number): ToneAnswer {
  return { kind: 'tone', frustrated: 0, confused: 0, neutral: 0, satisfied: 0, [name]: 1, polarity, words: 9, languageKnown: true }
}

describe('messageScore', () => {
  it('reaches from -1 for a frustrated negative message to 1 for a satisfied positive one, through 0', () => {
    expect(messageScore(clear('frustrated', -1))).toBe(-1)
    expect(messageScore(clear('neutral', 0))).toBe(0)
    expect(messageScore(clear('satisfied', 1))).toBe(1)
  })

  it('puts confusion between neutral and frustrated', () => {
    expect(messageScore(clear('confused', -0.5))).toBeLessThan(messageScore(clear('neutral', 0)))
    expect(messageScore(clear('confused', -0.5))).toBeGreaterThan(messageScore(clear('frustrated', -1)))
  })

  it('stays between -1 and 1', () => {
    fc.assert(fc.property(tone, (answer) => Math.abs(messageScore(answer)) <= 1))
  })
})

describe('trackTone', () => {
  it('is the weighted mean of all judged messages, each counting decay times as much as the next', () => {
    fc.assert(fc.property(fc.array(tone, { minLength: 1, maxLength: 8 }), decay, (tones, share) => {
      const weights = tones.map((_, index) => share ** (tones.length - 1 - index))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const mean = (pick: (one: ToneAnswer) => number) => tones.reduce((sum, one, index) => sum + pick(one) * (weights[index] ?? 0), 0) / total
      const state = trackTone(tones, share).at(-1)
      expect(state?.frustration).toBeCloseTo(mean((one) => one.frustrated), 3)
      expect(state?.confusion).toBeCloseTo(mean((one) => one.confused), 3)
      expect(state?.satisfaction).toBeCloseTo(mean((one) => one.satisfied), 3)
      expect(state?.score).toBeCloseTo(mean(messageScore), 3)
    }))
  })

  it('stays within what the messages said', () => {
    fc.assert(fc.property(fc.array(tone, { minLength: 1, maxLength: 12 }), decay, (tones, share) => {
      const scores = tones.map(messageScore)
      for (const { score } of trackTone(tones, share)) {
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-4)
        expect(score).toBeLessThanOrEqual(Math.max(...scores) + 1e-4)
      }
    }))
  })

  it('knows what stood after each message: later ones do not change it', () => {
    fc.assert(fc.property(fc.array(tone, { minLength: 2, maxLength: 8 }), decay, (tones, share) => {
      expect(trackTone(tones, share).slice(0, -1)).toEqual(trackTone(tones.slice(0, -1), share))
    }))
  })
})

describe('toneTrend', () => {
  it.each([
    { says: 'one message is no trend', scores: [-0.9], trend: 'steady' },
    { says: 'nothing is no trend', scores: [], trend: 'steady' },
    { says: 'a small step is none', scores: [0, -0.25], trend: 'steady' },
    { says: 'a clear step is one', scores: [0.2, -0.5], trend: 'worse' },
    { says: 'wavering is none', scores: [-0.2, 0.1, -0.2, 0.1], trend: 'steady' },
    { says: 'slow but steady decline is one', scores: [0.1, -0.05, -0.2, -0.35], trend: 'worse' },
    { says: 'a better last message outweighs', scores: [-0.6, -0.5, -0.5, 0.6], trend: 'better' },
    { says: 'being angry all along is steady', scores: [0.4, -0.8, -0.8, -0.8, -0.8], trend: 'steady' },
  ])('$says', ({ scores, trend }) => {
    expect(toneTrend(scores)).toBe(trend)
  })

  it('turns round when the scores do', () => {
    const opposite = { better: 'worse', steady: 'steady', worse: 'better' } as const
    fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }).map((value) => value / 100), { maxLength: 8 }), (scores) => {
      expect(toneTrend(scores.map((score) => -score))).toBe(opposite[toneTrend(scores)])
    }))
  })
})
