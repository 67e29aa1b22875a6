import type { AgentInput, AgentView, Assumption } from '../../core/engine/agent-contract.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { customerMessages, ownWords, unansweredMessages } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { sayCount, sayScore } from '../say-score.ts'
import { askForHuman, knownLanguages } from './asks-for-human.ts'
import { messageTone, type MessageTone, trackTone } from './track-tone.ts'

const params = z.strictObject({
  decay: z.number().min(0).max(0.95).default(0.6).meta({
    title: 'Memory of earlier messages',
    help: 'Each message counts this much of the one after it: 0 looks at the last message only, 0.9 at the whole conversation.',
    widget: 'slider', min: 0, max: 0.95, step: 0.05, sweep: { from: 0, to: 0.9, steps: 7 },
  } satisfies FormMeta),
  minWords: z.int().min(1).max(20).default(3).meta({
    title: 'Shortest message that is judged',
    help: 'Messages with fewer words say nothing about the tone; the track stays as it was.',
    widget: 'number', unit: 'words', min: 1, max: 20, step: 1,
  } satisfies FormMeta),
})

/** Follows the customer's tone through the conversation and notices when they ask for a person. */
export const sentimentAnalysis = defineAgent({
  type: 'sentimentAnalysis',
  version: '1.0.0',
  palette: {
    family: 'understand',
    title: 'Sentiment',
    sentence: 'Follows frustration, confusion and satisfaction through a conversation and notices when a customer asks for a person.',
    keywords: ['tone', 'mood', 'frustration', 'anger', 'confusion', 'satisfaction', 'asks for human'],
  },
  outputs: {
    required: { frustration: 'score', confusion: 'score', satisfaction: 'score' },
    defaults: {
      frustration: { type: 'score', optional: true },
      confusion: { type: 'score', optional: true },
      satisfaction: { type: 'score', optional: true },
      trend: { type: 'enum', values: ['better', 'steady', 'worse'], optional: true },
      asksForHuman: 'boolean',
    },
  },
  params,
  fresh: () => ({ title: 'Sentiment', preferredModel: 'fast', instructions: "Score the customer's tone over the conversation; the last message counts most." }),
  describe: (settings) => (settings.decay === 0 ? 'Tone of the last message' : `Tone over the conversation, earlier messages count ${sayScore(settings.decay)}`),
  signals: (view) => requestsOf(view),
  decide,
})

function requestsOf(view: AgentView): readonly ToneRequest[] {
  return customerMessages(view).map((message) => ({ kind: 'tone', text: ownWords(message.text) }))
}

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const tones: MessageTone[] = []
  for (const request of requestsOf(input)) {
    const answer = signals.read(request)
    if (answer === undefined) return missingSignal('tone', 'what tone the customer writes in')
    tones.push(messageTone(answer, settings.minWords))
  }
  const track = trackTone(tones, settings.decay)
  const reasons: string[] = []
  const last = tones.at(-1)
  if (last === undefined) reasons.push('The tone is not known: the customer has written nothing yet.')
  else if (last.kind === 'open') reasons.push(`The last message is not judged: ${last.why}. ${track === undefined ? 'The tone is not known.' : 'The scores stay as they were.'}`)
  else reasons.push(`Last message: frustration ${sayScore(last.frustration)}, confusion ${sayScore(last.confusion)}, satisfaction ${sayScore(last.satisfaction)}.`)
  if (track !== undefined) {
    const over = `Over ${sayCount(track.judged, 'judged message')}: frustration ${sayScore(track.frustration)}, confusion ${sayScore(track.confusion)}, satisfaction ${sayScore(track.satisfaction)}`
    reasons.push(track.judged === 1 ? `${over}.` : `${over}; the tone is ${track.trend === 'steady' ? 'steady' : `getting ${track.trend}`}.`)
  }
  const wish = wishForHuman(input)
  reasons.push(wish.reason)
  const outputs = {
    frustration: track?.frustration,
    confusion: track?.confusion,
    satisfaction: track?.satisfaction,
    trend: track?.trend,
    asksForHuman: wish.value,
  }
  return { kind: 'outputs', outputs, reasons, assumptions: wish.assumptions }
}

type Wish = { readonly value: boolean | undefined; readonly reason: string; readonly assumptions: readonly Assumption[] }

function wishForHuman(input: AgentInput): Wish {
  for (const message of unansweredMessages(input)) {
    const cue = askForHuman(ownWords(message.text))
    if (cue !== undefined) return { value: true, reason: `Asks for a person: "${cue.text}".`, assumptions: [] }
  }
  const language = input.ticket.language.slice(0, 2).toLowerCase()
  if (language === '' || knownLanguages.includes(language)) return { value: false, reason: 'Does not ask for a person.', assumptions: [] }
  const declared = input.agent.outputs['asksForHuman']
  if (typeof declared === 'object' && declared.optional === true) {
    return { value: undefined, reason: `Whether a person is asked for is not known: the language is ${language}.`, assumptions: [] }
  }
  return {
    value: false,
    reason: `Taken as not asking for a person: the ways of asking in ${language} are not known here.`,
    assumptions: [{ id: 'sentimentAnalysis.asksForHuman.language', text: `Requests for a person are recognised in English, German, French and Spanish only; in ${language} none is assumed.`, value: 'false', source: 'agent type sentimentAnalysis' }],
  }
}
