import type { AgentInput, Assumption } from '../../core/engine/agent-contract.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import { ownWords, unansweredMessages } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { sayScore } from '../say-score.ts'
import { askForHuman, knownLanguages } from './asks-for-human.ts'
import { readTone, toneRequests } from './read-tone.ts'
import { sayTone } from './say-tone.ts'

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
  version: '1.1.0',
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
      score: { type: 'number', min: -1, max: 1, optional: true },
      trend: { type: 'enum', values: ['better', 'steady', 'worse'], optional: true },
      movedBy: { type: 'string', optional: true },
      asksForHuman: 'boolean',
    },
  },
  params,
  fresh: () => ({ title: 'Sentiment', preferredModel: 'fast', instructions: "Score the customer's tone over the conversation; the last message counts most." }),
  describe: (settings) => (settings.decay === 0 ? 'Tone of the last message' : `Tone over the conversation, earlier messages count ${sayScore(settings.decay)}`),
  signals: toneRequests,
  decide,
})

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const tone = readTone(input, settings, signals)
  if (tone === undefined) return missingSignal('tone', 'what tone the customer writes in')
  const judged = tone.points.filter((point) => point.kind === 'judged')
  const state = judged.at(-1)
  const mover = judged.findLast((point) => point.mover !== undefined)?.mover
  const wish = wishForHuman(input)
  const outputs = {
    frustration: state?.frustration,
    confusion: state?.confusion,
    satisfaction: state?.satisfaction,
    score: state?.score,
    trend: state === undefined ? undefined : tone.trend,
    movedBy: mover?.text,
    asksForHuman: wish.value,
  }
  return { kind: 'outputs', outputs, reasons: [...sayTone(tone), wish.reason], assumptions: wish.assumptions, tone }
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
