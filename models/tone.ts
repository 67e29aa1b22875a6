import { looksEnglish } from '../core/signals/guess-language.ts'
import { quantise } from '../core/signals/quantise.ts'
import type { ToneAnswer } from '../core/signals/signal-answer.ts'
import type { Embedding } from './embedding.ts'
import type { Head } from './head.ts'
import { quantiseShares } from './quantise-shares.ts'

/** The tone of one message, from its embedding and words. */
export function toneOf(head: Head, text: string, embedding: Embedding): ToneAnswer {
  const { tone = {}, polarity = {} } = head.judge(text, embedding)
  const [frustrated = 0, confused = 0, neutral = 0, satisfied = 0] = quantiseShares([tone.frustrated ?? 0, tone.confused ?? 0, tone.neutral ?? 0, tone.satisfied ?? 0])
  return {
    kind: 'tone',
    frustrated,
    confused,
    neutral,
    satisfied,
    polarity: quantise((polarity['1'] ?? 0) - (polarity['-1'] ?? 0)),
    words: text.match(/\p{L}[\p{L}\p{M}'\u2019-]*/gu)?.length ?? 0,
    languageKnown: looksEnglish(text),
  }
}
