import type { ToneMover } from '../../core/engine/tone-reading.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { messageParts } from './message-parts.ts'
import { messageScore } from './track-tone.ts'

/**
 * From this far off neutral the sentences of a message are looked at. Later messages are few, and neutral sentences thin out the one
 * that is not; first messages are as many as tickets, nearly all report something bad, and have moved nothing unless they are strong.
 */
const WORTH_READING = { first: 0.55, later: 0.2 } as const
/** From this far off neutral a sentence may have moved the tone: five of six neutral support posts stay below. */
const TONED = 0.25

/** A message whose tone was judged; `place` tells the first judged one of a conversation from the later ones. */
export type ToneMessage = { readonly text: string; readonly whole: ToneAnswer; readonly place: 'first' | 'later' }

/** What is asked about the sentences of a message: nothing where it has only one, or no tone that one of them could have given it. */
export function sentenceRequests({ text, whole, place }: ToneMessage): readonly ToneRequest[] {
  const parts = messageParts(text)
  return parts.length < 2 || Math.abs(messageScore(whole)) < WORTH_READING[place] ? [] : parts.map((part): ToneRequest => ({ kind: 'tone', text: part.text }))
}

/**
 * The sentence that took part most in a change of the score: the one whose own score lies furthest in the direction of the change.
 * Judging each sentence alone found a planted sentence more often than judging the message without it.
 */
export function findMover(message: ToneMessage, change: number, signals: SignalReader): ToneMover | undefined {
  const { text, whole } = message
  const direction = Math.sign(change) || Math.sign(messageScore(whole))
  const requests = sentenceRequests(message)
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
