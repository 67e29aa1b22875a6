import { looksEnglish } from '../core/signals/guess-language.ts'
import { quantise } from '../core/signals/quantise.ts'
import type { ToneAnswer, UrgencyAnswer } from '../core/signals/signal-answer.ts'
import type { Embedding } from './embedding.ts'
import type { HeadJudgement } from './head.ts'
import { quantiseShares } from './quantise-shares.ts'

/** The tone of one message, from what the shipped head made of its vector and words. */
export function toneOf({ tone = {}, polarity = {} }: HeadJudgement, text: string): ToneAnswer {
  const shares = [tone.frustrated ?? 0, tone.confused ?? 0, tone.neutral ?? 0, tone.satisfied ?? 0]
  return answerOf(text, shares, (polarity['1'] ?? 0) - (polarity['-1'] ?? 0))
}

/** The tone of one message, from the shares that a model of the user's gave it; a text without words is neutral. */
export function foreignToneOf(text: string, vector: Embedding): ToneAnswer {
  const total = vector.reduce((sum, value) => sum + value, 0)
  const shares = total === 0 ? [0, 0, 1, 0] : [...vector].map((value) => value / total)
  return answerOf(text, shares, (shares[3] ?? 0) - (shares[0] ?? 0))
}

/** How urgent a request is. */
export function urgencyOf({ urgency = {} }: HeadJudgement): UrgencyAnswer {
  const [low = 0, normal = 0, high = 0] = quantiseShares([urgency.low ?? 0, urgency.normal ?? 0, urgency.high ?? 0])
  return { kind: 'urgency', low, normal, high }
}

function answerOf(text: string, shares: readonly number[], polarity: number): ToneAnswer {
  const [frustrated = 0, confused = 0, neutral = 0, satisfied = 0] = quantiseShares(shares)
  return {
    kind: 'tone',
    frustrated,
    confused,
    neutral,
    satisfied,
    polarity: quantise(polarity),
    words: text.match(/\p{L}[\p{L}\p{M}'\u2019-]*/gu)?.length ?? 0,
    languageKnown: looksEnglish(text),
  }
}
