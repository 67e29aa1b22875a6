import type { AgentInput } from '../../core/engine/agent-contract.ts'
import { customerMessages, lastCustomerMessage, ownWords, requestText } from '../customer-text.ts'
import { type AgentFindings, defineAgent } from '../define-agent.ts'
import { foldText } from '../fold-text.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { readBlocks } from '../read-blocks.ts'
import { isPastTicket, solutionsInContext } from '../read-solutions.ts'
import { sayList, sayScore, sayShort } from '../say-score.ts'
import { composeAnswer, type Quotable } from './compose-answer.ts'
import { phrasesFor } from './phrases.ts'

const params = z.strictObject({
  minConfidence: z.number().min(0).max(1).default(0.5).meta({
    title: 'Send without approval from',
    help: 'A draft whose best passage is less sure than this needs the approval of a person; weaker passages are not added to it.',
    widget: 'slider', min: 0, max: 1, step: 0.01, group: 'Approval', sweep: { from: 0.1, to: 0.9, steps: 9 },
  } satisfies FormMeta),
  approvalWords: z.array(z.string().min(1)).default(['refund', 'compensation', 'money back', 'lawyer', 'legal', 'lawsuit', 'erstattung', 'anwalt', 'remboursement', 'avocat', 'reembolso', 'abogado']).meta({
    title: 'Ask a person about',
    help: 'A draft needs approval when the customer or the draft uses a word that begins so.',
    widget: 'list', group: 'Approval',
  } satisfies FormMeta),
  approveThirdParty: z.boolean().default(true).meta({
    title: 'Approve third-party answers', help: 'A draft that quotes a third-party source needs the approval of a person.', widget: 'toggle', group: 'Approval',
  } satisfies FormMeta),
  approvePastTickets: z.boolean().default(true).meta({
    title: 'Approve answers from past tickets', help: 'A draft that quotes what another customer was answered needs the approval of a person, because it may speak of them.', widget: 'toggle', group: 'Approval',
  } satisfies FormMeta),
  maxPassages: z.int().min(1).max(5).default(2).meta({
    title: 'Passages used', help: 'How many passages one answer may quote.', widget: 'number', unit: 'passages', min: 1, max: 5, step: 1, group: 'Answer',
  } satisfies FormMeta),
  maxSentences: z.int().min(2).max(20).default(8).meta({
    title: 'Length', help: 'About how many sentences or steps of the best passage an answer quotes; a list of steps is kept whole.', widget: 'number', unit: 'sentences', min: 2, max: 20, step: 1, group: 'Answer',
  } satisfies FormMeta),
  citeSources: z.boolean().default(true).meta({
    title: 'Name the sources', help: 'Marks each part with its source and lists the titles below the answer.', widget: 'toggle', group: 'Answer',
  } satisfies FormMeta),
  greeting: z.string().default('').meta({ title: 'Greeting', help: "Empty: the usual greeting in the ticket's language.", widget: 'text', group: 'Answer' } satisfies FormMeta),
  closing: z.string().default('').meta({ title: 'Closing', help: "Empty: an invitation to reply, in the ticket's language.", widget: 'multiline', group: 'Answer' } satisfies FormMeta),
})

/** Answers with the sentences and steps of the articles that were found, and says which. */
export const responder = defineAgent({
  type: 'responder',
  version: '1.0.0',
  palette: {
    family: 'answer',
    title: 'Responder',
    sentence: 'Writes a reply from the passages that were found, quotes its sources and asks for approval where it should.',
    keywords: ['reply', 'answer', 'draft', 'respond', 'write', 'auto answer'],
  },
  outputs: {
    required: { text: 'string', confidence: 'score' },
    defaults: { text: 'string', confidence: 'score', needsApproval: 'boolean' },
  },
  params,
  fresh: () => ({ title: 'Responder', preferredModel: 'strong', instructions: 'Draft a reply from the best solution and name the article. Never promise refunds or dates.' }),
  describe: (settings) => `Quotes up to ${settings.maxPassages === 1 ? '1 passage' : `${settings.maxPassages} passages`}, asks approval below ${sayScore(settings.minConfidence)}`,
  signals: () => [],
  decide,
})

function decide(input: AgentInput, settings: z.output<typeof params>): AgentFindings {
  const found = solutionsInContext(input.workflow, input.context)
    .filter((solution) => readBlocks(solution.body).some((block) => block.kind !== 'heading'))
    .map((solution) => ({ ...solution, pastTicket: isPastTicket(input.workflow, solution) }))
  const [best] = found
  if (best === undefined) {
    return {
      kind: 'failed',
      code: 'app.NothingToAnswer',
      message: `There is no passage to answer from: no knowledge search of this flow has found a solution. Send tickets to ${input.agentId} only where a search has found one, or catch app.NothingToAnswer.`,
    }
  }
  const used = [best, ...found.slice(1).filter((solution) => solution.confidence >= settings.minConfidence)].slice(0, settings.maxPassages)
  const question = questionOf(input)
  const text = composeAnswer(question, used, {
    phrases: phrasesFor(input.ticket.language),
    greeting: settings.greeting,
    closing: settings.closing,
    maxSentences: settings.maxSentences,
    citeSources: settings.citeSources,
  })
  const approval = approvalReasons(input, used, settings, text)
  return {
    kind: 'outputs',
    outputs: { text, confidence: best.confidence, needsApproval: approval.length > 0, sources: used.map((solution) => solution.title) },
    reasons: [
      `Answers from ${sayList(used.map((solution) => `"${sayShort(solution.title, 60)}" (${sayScore(solution.confidence)})`))}.`,
      approval.length === 0 ? `Needs no approval: the confidence is at least ${sayScore(settings.minConfidence)} and no word calls for a person.` : `Needs approval: ${sayList(approval)}.`,
    ],
  }
}

function questionOf(input: AgentInput): string {
  const last = lastCustomerMessage(input)
  return `${requestText(input)}\n${last === undefined ? '' : ownWords(last.text)}`
}

function approvalReasons(input: AgentInput, used: readonly Quotable[], settings: z.output<typeof params>, text: string): readonly string[] {
  const reasons: string[] = []
  const confidence = used[0]?.confidence ?? 0
  if (confidence < settings.minConfidence) reasons.push(`the confidence of ${sayScore(confidence)} is below ${sayScore(settings.minConfidence)}`)
  const outside = settings.approveThirdParty ? used.filter((solution) => solution.thirdParty) : []
  if (outside.length > 0) reasons.push(`${sayList(outside.map((solution) => `"${sayShort(solution.title, 60)}"`))} is a third-party source`)
  if (settings.approvePastTickets && used.some((solution) => solution.pastTicket)) reasons.push('it quotes what another customer was answered')
  const said = foldText([input.ticket.subject, ...customerMessages(input).map((message) => ownWords(message.text))].join('\n'))
  const drafted = foldText(text)
  for (const word of settings.approvalWords) {
    const beginning = foldText(word).trimEnd()
    if (said.includes(beginning)) reasons.push(`the customer writes about "${word}"`)
    else if (drafted.includes(beginning)) reasons.push(`the draft speaks of "${word}"`)
  }
  return reasons
}
