import { quantise } from '../../core/signals/quantise.ts'
import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import type { ToneTrend } from '../../core/engine/tone-reading.ts'

/** Where a conversation stands after one of its judged messages: its score in -1..1, the rest in 0..1. */
export type ToneState = { readonly score: number; readonly frustration: number; readonly confusion: number; readonly satisfaction: number }

const POLARITY_SHARE = 0.4
const CONFUSION_COST = 0.5
const TREND_WINDOW = 4
const DEAD_BAND = 0.3

/**
 * One message's score in -1..1: 0.6 x (satisfied - frustrated - confused / 2) + 0.4 x polarity. The four tones and the polarity
 * are two judgements, learnt from different texts, so each steadies the other; who is confused is unhappy, but half as much.
 */
export function messageScore({ frustrated, confused, satisfied, polarity }: ToneAnswer): number {
  const byTone = satisfied - frustrated - CONFUSION_COST * confused
  return quantise((1 - POLARITY_SHARE) * byTone + POLARITY_SHARE * polarity)
}

/** Follows the tone through the judged messages of a conversation, oldest first: each counts `decay` times as much as the one after it. */
export function trackTone(tones: readonly ToneAnswer[], decay: number): readonly ToneState[] {
  const states: ToneState[] = []
  let weight = 0
  const sums = { score: 0, frustration: 0, confusion: 0, satisfaction: 0 }
  for (const tone of tones) {
    weight = weight * decay + 1
    sums.score = sums.score * decay + messageScore(tone)
    sums.frustration = sums.frustration * decay + tone.frustrated
    sums.confusion = sums.confusion * decay + tone.confused
    sums.satisfaction = sums.satisfaction * decay + tone.satisfied
    states.push({
      score: quantise(sums.score / weight),
      frustration: quantise(sums.frustration / weight),
      confusion: quantise(sums.confusion / weight),
      satisfaction: quantise(sums.satisfaction / weight),
    })
  }
  return states
}

/**
 * Which way the tone goes: a straight line through the last judged messages' own scores must rise or fall by more than the
 * dead band from its first to its last message, so that one wavering message is no trend.
 */
export function toneTrend(scores: readonly number[]): ToneTrend {
  const recent = scores.slice(-TREND_WINDOW)
  const middle = (recent.length - 1) / 2
  const spread = recent.reduce((sum, _score, index) => sum + (index - middle) ** 2, 0)
  if (spread === 0) return 'steady'
  const slope = recent.reduce((sum, score, index) => sum + (index - middle) * score, 0) / spread
  const change = slope * (recent.length - 1)
  return change > DEAD_BAND ? 'better' : change < -DEAD_BAND ? 'worse' : 'steady'
}
