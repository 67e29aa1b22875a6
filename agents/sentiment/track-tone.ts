import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import { quantise } from '../../core/signals/quantise.ts'

/** The tone of one message, as far as it can be judged. */
export type MessageTone =
  | { readonly kind: 'judged'; readonly frustration: number; readonly confusion: number; readonly satisfaction: number }
  | { readonly kind: 'open'; readonly why: string }

/** Where a conversation's tone stands: scores over all judged messages, and whether it grows better or worse. */
export type ToneTrack = {
  readonly frustration: number
  readonly confusion: number
  readonly satisfaction: number
  readonly judged: number
  readonly trend: 'better' | 'steady' | 'worse'
}

/** The tone of a message; too short a text or an unknown language says nothing. */
export function messageTone(answer: ToneAnswer, minWords: number): MessageTone {
  if (!answer.languageKnown) return { kind: 'open', why: 'it is in a language that the tone model does not know' }
  if (answer.words < minWords) return { kind: 'open', why: answer.words === 0 ? 'it has no words' : `it has only ${answer.words} of the ${minWords} words needed` }
  return { kind: 'judged', frustration: answer.frustrated, confusion: answer.confused, satisfaction: answer.satisfied }
}

/**
 * Follows the tone through a conversation, oldest message first: each message counts `decay` times as much as the one after it.
 * Messages that cannot be judged leave the track as it was; undefined while none could be.
 */
export function trackTone(tones: readonly MessageTone[], decay: number): ToneTrack | undefined {
  let weight = 0
  let frustration = 0
  let confusion = 0
  let satisfaction = 0
  let judged = 0
  let before = 0
  let now = 0
  for (const tone of tones) {
    if (tone.kind === 'open') continue
    frustration = frustration * decay + tone.frustration
    confusion = confusion * decay + tone.confusion
    satisfaction = satisfaction * decay + tone.satisfaction
    weight = weight * decay + 1
    judged += 1
    before = now
    now = (satisfaction - frustration) / weight
  }
  if (judged === 0) return undefined
  const change = judged < 2 ? 0 : now - before
  return {
    frustration: quantise(frustration / weight),
    confusion: quantise(confusion / weight),
    satisfaction: quantise(satisfaction / weight),
    judged,
    trend: change > 0.1 ? 'better' : change < -0.1 ? 'worse' : 'steady',
  }
}
