import type { AgentView } from '../../core/engine/agent-contract.ts'
import type { JudgedPoint, TonePoint, ToneReading } from '../../core/engine/tone-reading.ts'
import type { ToneAnswer } from '../../core/signals/signal-answer.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { automaticOpening } from './automatic-text.ts'
import { findMover, sentenceRequests } from './find-mover.ts'
import { judgedText } from './judged-text.ts'
import { messageScore, toneTrend, trackTone } from './track-tone.ts'

/** How a conversation's tone is read. */
export type ToneSettings = { readonly decay: number; readonly minWords: number }

type CustomerText = { readonly message: number; readonly text: string; readonly request: ToneRequest; readonly automatic: string | undefined }

/** What must be asked to read the tone: the customer's messages, and the sentences of those that turn out to have a tone. */
export function toneRequests(view: Pick<AgentView, 'conversation'>, settings: ToneSettings, known: SignalReader): readonly ToneRequest[] {
  let place: 'first' | 'later' = 'first'
  return customerTexts(view).flatMap(({ text, request, automatic }) => {
    if (automatic !== undefined) return []
    const answer = known.read(request)
    if (answer === undefined || whyOpen(answer, settings) !== undefined) return [request]
    const requests = [request, ...sentenceRequests({ text, whole: answer, place })]
    place = 'later'
    return requests
  })
}

/** The tone of a conversation, message by message; undefined where an answer about a message is missing. */
export function readTone(view: Pick<AgentView, 'conversation'>, settings: ToneSettings, signals: SignalReader): ToneReading | undefined {
  const texts = customerTexts(view)
  const judged: { readonly text: CustomerText; readonly answer: ToneAnswer }[] = []
  const open = new Map<number, string>()
  for (const text of texts) {
    if (text.automatic !== undefined) {
      open.set(text.message, `a machine wrote it: "${text.automatic}"`)
      continue
    }
    const answer = signals.read(text.request)
    if (answer === undefined) return undefined
    const why = whyOpen(answer, settings)
    if (why === undefined) judged.push({ text, answer })
    else open.set(text.message, why)
  }
  const states = trackTone(judged.map(({ answer }) => answer), settings.decay)
  const points: TonePoint[] = [...open].map(([message, why]) => ({ kind: 'open', message, why }))
  let before = 0
  judged.forEach(({ text, answer }, index) => {
    const state = states[index]
    if (state === undefined) return
    const { frustrated, confused, neutral, satisfied, polarity } = answer
    const mover = findMover({ text: text.text, whole: answer, place: index === 0 ? 'first' : 'later' }, state.score - before, signals)
    const point: JudgedPoint = { kind: 'judged', message: text.message, shares: { frustrated, confused, neutral, satisfied }, polarity, own: messageScore(answer), ...state }
    points.push(mover === undefined ? point : { ...point, mover })
    before = state.score
  })
  return { points: points.sort((one, other) => one.message - other.message), trend: toneTrend(judged.map(({ answer }) => messageScore(answer))) }
}

function customerTexts({ conversation }: Pick<AgentView, 'conversation'>): readonly CustomerText[] {
  return conversation.flatMap(({ from, text }, message) => {
    if (from !== 'customer' || text.trim() === '') return []
    return [{ message, text, request: { kind: 'tone', text: judgedText(text) }, automatic: automaticOpening(text)?.text }]
  })
}

function whyOpen({ languageKnown, words }: ToneAnswer, { minWords }: ToneSettings): string | undefined {
  if (!languageKnown) return 'it is in a language that the tone model does not know'
  if (words >= minWords) return undefined
  return words === 0 ? 'it has no words' : `it has only ${words} of the ${minWords} words needed`
}
