import type { ToneMover } from '../../core/engine/tone-reading.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { messageParts } from './message-parts.ts'
import { messageScore } from './track-tone.ts'

/** From this far off neutral the sentences of a message are looked at: neutral ones thin out the one that is not, so it lies below what a sentence needs. */
const WORTH_READING = 0.2
/** From this far off neutral a sentence may have moved the tone: two thirds of neutral support posts stay below. */
const TONED = 0.25

/** What is asked about the sentences of a message: nothing where it has only one, or no tone that one of them could have given it. */
export function sentenceRequests(text: string, whole: ToneAnswer): readonly ToneRequest[] {
  const parts = messageParts(text)
  return parts.length < 2 || Math.abs(messageScore(whole)) < WORTH_READING ? [] : parts.map((part): ToneRequest => ({ kind: 'tone', text: part.text }))
}

/**
 * The sentence that took part most in a change of the score: the one whose own score lies furthest in the direction of the change.
 * Judging each sentence alone found a planted sentence more often than judging the message without it.
 */
export function findMover(text: string, whole: ToneAnswer, change: number, signals: SignalReader): ToneMover | undefined {
  const direction = Math.sign(change) || Math.sign(messageScore(whole))
  const requests = sentenceRequests(text, whole)
  const parts = messageParts(text)
  const [only] = parts
  const rated = requests.length > 0 ? parts.map((part, index) => ({ part, tone: read(signals, requests[index]) })) : parts.length === 1 && only !== undefined ? [{ part: only, tone: whole }] : []
  let mover: ToneMover | undefined
  for (const { part, tone } of rated) {
    const own = tone === undefined || !tone.languageKnown ? 0 : messageScore(tone)
    if (own * direction < TONED || (mover !== undefined && own * direction <= mover.own * direction)) continue
    mover = { text: part.text, start: part.start, end: part.end, own }
  }
  return mover
}

function read(signals: SignalReader, request: ToneRequest | undefined): ToneAnswer | undefined {
  return request === undefined ? undefined : signals.read(request)
}
