import type { AgentInput, AgentView } from '../../core/engine/agent-contract.ts'
import { quantise } from '../../core/signals/quantise.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { ToneRequest } from '../../core/signals/signal-request.ts'
import { ownWords, unansweredMessages } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { sayScore } from '../say-score.ts'
import { judgeResolution } from './judge-resolution.ts'
import { resolutionSigns } from './resolution-cues.ts'

const params = z.strictObject({
  threshold: z.number().min(0.5).max(1).default(0.6).meta({
    title: 'Counts as solved from',
    help: 'The reply must be at least this likely to say that the problem is solved; a reply that says nothing either way is at 0.50.',
    widget: 'slider', min: 0.5, max: 1, step: 0.01, sweep: { from: 0.5, to: 0.95, steps: 7 },
  } satisfies FormMeta),
  minWords: z.int().min(1).max(20).default(3).meta({
    title: 'Shortest message whose tone is judged',
    help: 'In shorter replies only the words count, not the tone.',
    widget: 'number', unit: 'words', min: 1, max: 20, step: 1,
  } satisfies FormMeta),
})

/** Reads from the customer's reply whether the answer solved the problem. */
export const resolutionCheck = defineAgent({
  type: 'resolutionCheck',
  version: '1.0.0',
  palette: {
    family: 'check',
    title: 'Resolution check',
    sentence: "Reads from the customer's reply whether the problem is solved.",
    keywords: ['solved', 'confirmation', 'thanks', 'closed', 'outcome', 'feedback'],
  },
  outputs: {
    required: { resolved: 'boolean', confidence: 'score' },
    defaults: { resolved: { type: 'boolean', optional: true }, confidence: { type: 'score', optional: true } },
  },
  params,
  fresh: () => ({ title: 'Resolution check', preferredModel: 'fast', instructions: 'Did the last customer message confirm that the problem is solved?' }),
  describe: (settings) => `Solved from ${sayScore(settings.threshold)}`,
  signals: (view) => requestsOf(view),
  decide,
})

function replyText(view: AgentView): string {
  const answered = view.conversation.some((message) => message.from !== 'customer')
  return answered ? unansweredMessages(view).map((message) => ownWords(message.text)).join('\n') : ''
}

function requestsOf(view: AgentView): readonly ToneRequest[] {
  const text = replyText(view)
  return text === '' ? [] : [{ kind: 'tone', text }]
}

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const text = replyText(input)
  const [request] = requestsOf(input)
  if (request === undefined) {
    return { kind: 'outputs', outputs: {}, reasons: ['Whether it is solved is not known: the customer has written nothing since the last answer.'] }
  }
  const tone = signals.read(request)
  if (tone === undefined) return missingSignal('tone', 'what tone the reply has')
  const judgeable = tone.languageKnown && tone.words >= settings.minWords
  const signs = resolutionSigns(text)
  const { likelihood, reasons } = judgeResolution(signs, judgeable ? tone : undefined)
  const spoken = signs.confirms ?? signs.denies ?? signs.thanks ?? signs.complains
  if (!tone.languageKnown && spoken === undefined) {
    return { kind: 'outputs', outputs: {}, reasons: ['Whether it is solved is not known: the reply is in a language that is not known here, and no known words of thanks or complaint stand in it.'] }
  }
  const resolved = likelihood >= settings.threshold
  const because = reasons.length === 0 ? 'it says nothing either way' : reasons.join('; ')
  return {
    kind: 'outputs',
    outputs: { resolved, confidence: quantise(resolved ? likelihood : 1 - likelihood) },
    reasons: [`${resolved ? 'Solved' : 'Not confirmed as solved'}: the reply is ${sayScore(likelihood)} likely to say so (from ${sayScore(settings.threshold)} it counts) - ${because}.`],
  }
}
