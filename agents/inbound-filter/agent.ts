import type { AgentInput, AgentView } from '../../core/engine/agent-contract.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import type { InboundRequest } from '../../core/signals/signal-request.ts'
import { customerMessages, ownWords } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { sayScore } from '../say-score.ts'
import { machineMark } from './machine-marks.ts'

const params = z.strictObject({
  threshold: z.number().min(0).max(1).default(0.8).meta({
    title: 'Filter from',
    help: 'An item is taken for spam or an automatic reply from this confidence on; below it, it counts as a genuine request.',
    widget: 'slider', min: 0, max: 1, step: 0.01, sweep: { from: 0.5, to: 0.99, steps: 8 },
  } satisfies FormMeta),
  alwaysGenuine: z.array(z.string().min(1)).default([]).meta({
    title: 'Never filter',
    help: 'Mail addresses or domains whose items always count as genuine, for example your largest customers.',
    widget: 'list',
  } satisfies FormMeta),
})

/** Keeps spam and automatic replies away from the agents and people behind it. */
export const inboundFilter = defineAgent({
  type: 'inboundFilter',
  version: '1.0.0',
  palette: {
    family: 'receive',
    title: 'Spam and auto-reply filter',
    sentence: 'Tells genuine requests from spam, out-of-office replies and delivery failures.',
    keywords: ['spam', 'junk', 'auto-reply', 'out of office', 'bounce', 'inbox', 'filter'],
  },
  outputs: {
    required: { verdict: { type: 'enum', values: ['genuine', 'spam', 'autoReply'] }, confidence: 'score' },
    defaults: { verdict: { type: 'enum', values: ['genuine', 'spam', 'autoReply'] }, confidence: 'score' },
  },
  params,
  fresh: () => ({
    title: 'Spam and auto-reply filter',
    preferredModel: 'fast',
    instructions: 'Decide whether the inbound item is a genuine request, spam, or an automatic reply. When in doubt it is a genuine request.',
  }),
  describe: (settings) => `Filters from ${sayScore(settings.threshold)}; in doubt it is genuine`,
  signals: (view) => requestsOf(view),
  decide,
})

function requestsOf(view: AgentView): readonly InboundRequest[] {
  const text = inboundText(view)
  return text === '' && view.ticket.subject.trim() === '' ? [] : [{ kind: 'inbound', subject: view.ticket.subject, text }]
}

// The item that came in is the first message; later ones are replies within a conversation that was let in.
function inboundText(view: AgentView): string {
  const first = customerMessages(view)[0]
  return first === undefined ? '' : ownWords(first.text)
}

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const sender = senderOf(input)
  const trusted = sender === undefined ? undefined : settings.alwaysGenuine.find((entry) => sender.endsWith(entry.trim().toLowerCase()))
  if (trusted !== undefined) return verdict('genuine', 1, [`Genuine: the sender ${sender ?? ''} is on the list of senders that are never filtered (${trusted}).`])

  const [request] = requestsOf(input)
  if (request === undefined) return { kind: 'outputs', outputs: { verdict: 'genuine' }, reasons: ['Genuine: there is no text that could be judged, so it is let through. How sure that is, is not known.'] }

  const mark = machineMark(request.subject, request.text, input.ticket.fields)
  if (mark !== undefined && mark.confidence >= settings.threshold) {
    return verdict(mark.verdict, mark.confidence, [`${titles[mark.verdict]} with ${sayScore(mark.confidence)}: ${mark.seen}.`])
  }
  const answer = signals.read(request)
  if (answer === undefined) return missingSignal('inbound', 'whether the item is genuine')
  const worst = answer.spam >= answer.autoReply ? 'spam' : 'autoReply'
  const measured = `spam ${sayScore(answer.spam)}, automatic reply ${sayScore(answer.autoReply)}, genuine ${sayScore(answer.genuine)}`
  if (answer[worst] >= settings.threshold) return verdict(worst, answer[worst], [`${titles[worst]}: ${measured}; it filters from ${sayScore(settings.threshold)}.`])
  const doubt = answer[worst] > answer.genuine ? ` ${titles[worst]} is likelier, but below the threshold it counts as genuine.` : ''
  return verdict('genuine', answer.genuine, [`Genuine: ${measured}; it filters from ${sayScore(settings.threshold)}.${doubt}`])
}

const titles = { spam: 'Spam', autoReply: 'Automatic reply' } as const

function verdict(value: 'genuine' | 'spam' | 'autoReply', confidence: number, reasons: readonly string[]): AgentFindings {
  return { kind: 'outputs', outputs: { verdict: value, confidence }, reasons }
}

function senderOf(input: AgentInput): string | undefined {
  const field = Object.entries(input.ticket.fields).find(([name]) => /^(from|sender|requester|requester[ _-]?e?-?mail|e-?mail)$/i.test(name.trim()))
  const address = /[^\s<>"]+@[^\s<>"]+/.exec(field?.[1] ?? '')?.[0]
  return address?.toLowerCase()
}
