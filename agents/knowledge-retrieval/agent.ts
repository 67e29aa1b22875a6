import type { AgentInput } from '../../core/engine/agent-contract.ts'
import type { SignalReader } from '../../core/signals/signal-port.ts'
import { type AgentFindings, type AgentOutputs, defineAgent } from '../define-agent.ts'
import type { FormMeta } from '../form-field.ts'
import { z } from '../jitless-zod.ts'
import { missingSignal } from '../missing-signal.ts'
import { isOwnResolution } from '../own-resolution.ts'
import { isThirdParty, mayUseThirdParty, passagesRequest, usablePassages } from '../passages-request.ts'
import { sayCount, sayScore, sayShort } from '../say-score.ts'

const params = z.strictObject({
  minConfidence: z.number().min(0).max(1).default(0.2).meta({
    title: 'Good enough from',
    help: 'Passages below this confidence are not offered as solutions.',
    widget: 'slider', min: 0, max: 1, step: 0.01, sweep: { from: 0.05, to: 0.9, steps: 8 },
  } satisfies FormMeta),
  limit: z.int().min(1).max(10).default(5).meta({
    title: 'At most', help: 'How many solutions are passed on, best first; one for each article.', widget: 'number', unit: 'solutions', min: 1, max: 10, step: 1,
  } satisfies FormMeta),
})

const outputs: AgentOutputs = {
  required: {
    solutions: { type: 'list', items: { type: 'object', fields: { title: 'string', body: 'string', confidence: 'score', source: 'string', thirdParty: 'boolean' } } },
    topConfidence: 'score',
  },
  defaults: {
    solutions: { type: 'list', items: { type: 'object', fields: { title: 'string', body: 'string', confidence: 'score', source: 'string', thirdParty: 'boolean' } } },
    topConfidence: 'score',
  },
}

/** Searches the connected knowledge for passages that answer the request. */
export const knowledgeRetrieval = defineAgent({
  type: 'knowledgeRetrieval',
  version: '1.0.0',
  palette: {
    family: 'understand',
    title: 'Knowledge search',
    sentence: 'Finds the passages of your help articles and past tickets that answer the request, each with a confidence.',
    keywords: ['search', 'articles', 'help centre', 'faq', 'documents', 'retrieval', 'solutions'],
  },
  outputs,
  params,
  fresh: (workflow) => ({
    title: 'Knowledge search',
    preferredModel: 'strong',
    instructions: 'Return candidate solutions ranked by confidence, each with its sources. Prefer our own articles over those of vendors.',
    knowledge: ownKnowledge(workflow?.spec.knowledge ?? {}),
  }),
  describe(settings, agent) {
    const sources = agent.knowledge?.length ?? 0
    return `${sources === 0 ? 'All knowledge' : sayCount(sources, 'source')}, from ${sayScore(settings.minConfidence)}`
  },
  signals(view) {
    const request = passagesRequest(view)
    return request === undefined ? [] : [request]
  },
  decide,
})

function decide(input: AgentInput, settings: z.output<typeof params>, signals: SignalReader): AgentFindings {
  const request = passagesRequest(input)
  if (request === undefined) {
    const why = (input.agent.knowledge ?? []).length > 0 && !mayUseThirdParty(input.workflow, input.agentId) ? 'there is no text to search for, or all its sources are third-party, which the policies do not allow' : 'there is no text to search for'
    return { kind: 'outputs', outputs: { solutions: [], topConfidence: 0 }, reasons: [`No solution: ${why}.`] }
  }
  const answer = signals.read(request)
  if (answer === undefined) return missingSignal('passages', 'which articles answer the request')
  const usable = usablePassages(input, answer.passages)
  const kept = usable.filter((passage) => passage.confidence >= settings.minConfidence).slice(0, settings.limit)
  const solutions = kept.map((passage) => ({
    title: passage.title,
    body: passage.text,
    confidence: passage.confidence,
    source: passage.source,
    thirdParty: isThirdParty(input.workflow, passage),
    articleId: passage.articleId,
  }))
  const [best] = usable
  const reasons: string[] = []
  if (best === undefined) reasons.push('No solution: the knowledge base has no passage for this.')
  else if (kept.length === 0) reasons.push(`No solution: the best passage, "${sayShort(best.title, 60)}", has only ${sayScore(best.confidence)} of the ${sayScore(settings.minConfidence)} needed.`)
  else reasons.push(`${sayCount(kept.length, 'solution')} from ${sayScore(settings.minConfidence)}; the best is "${sayShort(best.title, 60)}"${best.source === '' ? '' : ` of ${best.source}`} with ${sayScore(best.confidence)}.`)
  const barred = mayUseThirdParty(input.workflow, input.agentId) ? 0 : answer.passages.filter((passage) => isThirdParty(input.workflow, passage)).length
  if (barred > 0) reasons.push(`${sayCount(barred, 'third-party passage')} left out: the policies do not allow third-party sources for ${input.agentId}.`)
  const own = answer.passages.some((passage) => isOwnResolution(input, passage))
  if (own) reasons.push('What people answered to this very ticket is in the knowledge; it was left out, because it did not exist when the ticket came.')
  return { kind: 'outputs', outputs: { solutions, topConfidence: kept[0]?.confidence ?? 0, count: solutions.length }, reasons, assumptions: own ? [ownLeftOut] : [] }
}

const ownLeftOut = {
  id: 'ownResolutionLeftOut',
  text: 'Some tickets have their own past resolution in the knowledge; it is never offered to them.',
  value: 'left out',
  source: 'knowledge search',
}

function ownKnowledge(knowledge: Readonly<Record<string, { readonly trust: string }>>): readonly string[] {
  return Object.keys(knowledge).filter((id) => knowledge[id]?.trust !== 'thirdParty').sort()
}
