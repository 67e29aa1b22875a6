import type { AgentInput } from '../../core/engine/agent-contract.ts'
import { rootsOfRole } from '../context-roots.ts'
import { requestText } from '../customer-text.ts'
import { contentWords } from '../content-words.ts'
import { readBlocks } from '../read-blocks.ts'
import { asList, asNumber, asText, type ValueRecord } from '../read-value.ts'
import { isPastTicket, type Solution, wasSent } from '../read-solutions.ts'
import { sayId, sayList, sayScore, sayShort } from '../say-score.ts'

/** What a colleague can do next, most useful first, made of passages that were found and of what the conversation still lacks. */
export function suggestSteps(input: AgentInput, solutions: readonly Solution[]): readonly string[] {
  const tried = solutions.filter((solution) => wasSent(solution, input.conversation))
  const untried = solutions.filter((solution) => !tried.includes(solution))
  return [...contact(input), ...untried.slice(0, 2).map((solution) => fromSolution(input, solution)), ...tried.slice(0, 1).map(askResult), ...missingFacts(input), ...untried.slice(2).map((solution) => fromSolution(input, solution))]
}

function contact(input: AgentInput): readonly string[] {
  const tone = rootsOfRole(input.workflow, input.context, 'sentimentAnalysis')[0]?.outputs
  const triage = rootsOfRole(input.workflow, input.context, 'ticketTriage')[0]?.outputs
  const frustration = asNumber(tone?.['frustration'])
  if (asText(triage?.['requestedResolution']) === 'callback' && input.ticket.channel !== 'voice') return ['Call the customer: they asked for a call.']
  if (frustration !== undefined && frustration >= 0.7) return [`Acknowledge first what went wrong${sayCause(tone)}: frustration is ${sayScore(frustration)}.`]
  return tone?.['asksForHuman'] === true ? ['Answer in person: the customer asked for a colleague.'] : []
}

// What moved the tone last is the cause only while the tone is bad.
function sayCause(tone: ValueRecord | undefined): string {
  const movedBy = asText(tone?.['movedBy'])
  return movedBy === undefined || (asNumber(tone?.['score']) ?? 0) > 0 ? '' : ` ("${sayShort(movedBy, 120)}")`
}

function fromSolution(input: AgentInput, solution: Solution): string {
  const action = firstAction(requestText(input), solution.body)
  const title = solution.title === '' ? 'a passage without title' : `"${sayShort(solution.title, 80)}"`
  const from = `${solution.thirdParty ? 'third party, ' : ''}${solution.source === '' ? '' : `${solution.source}, `}${sayScore(solution.confidence)}`
  return isPastTicket(input.workflow, solution) ? `A similar past ticket, ${title} (${from}): ${action}` : `Try ${title} (${from}): ${action}`
}

// The first step of a list is where a person begins; without a list, the sentence that has most to do with the request.
function firstAction(request: string, body: string): string {
  const blocks = readBlocks(body)
  const list = blocks.find((block) => block.kind === 'list' && block.ordered)
  if (list?.kind === 'list') return sayShort(list.items[0] ?? '', 160)
  const asked = contentWords(request)
  const sentences = blocks.flatMap((block) => (block.kind === 'sentence' ? [block.text] : block.kind === 'list' ? block.items : []))
  const rated = sentences.map((text, index) => ({ text, index, shared: [...contentWords(text)].filter((word) => asked.has(word)).length }))
  return sayShort(rated.sort((one, other) => other.shared - one.shared || one.index - other.index)[0]?.text ?? body, 160)
}

function askResult(solution: Solution): string {
  return `Ask what happened with "${sayShort(solution.title, 80)}", which was already sent.`
}

function missingFacts(input: AgentInput): readonly string[] {
  const triage = rootsOfRole(input.workflow, input.context, 'ticketTriage')[0]
  if (triage === undefined) return []
  const declared = input.workflow.spec.agents[triage.agentId]?.outputs ?? {}
  const missing = ['product', 'errorCodes', 'orderNumber', 'orderNumbers', 'version'].filter((name) => name in declared && asText(triage.outputs[name]) === undefined && asList(triage.outputs[name]).length === 0)
  return missing.length === 0 ? [] : [`Ask for ${sayList(missing.slice(0, 2).map((name) => sayId(name).toLowerCase()))}: the customer has not named ${missing.length === 1 ? 'it' : 'them'}.`]
}
