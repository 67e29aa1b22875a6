import type { AgentInput } from '../../core/engine/agent-contract.ts'
import { rootsOfRole } from '../context-roots.ts'
import { customerMessages, ownWords } from '../customer-text.ts'
import { foldedWords } from '../fold-text.ts'
import { asNumber, asText, asList } from '../read-value.ts'
import { solutionsInContext, wasSent } from '../read-solutions.ts'
import { sayCount, sayId, sayList, sayScore, sayShort } from '../say-score.ts'
import { remember } from '../remember.ts'
import { splitSentences } from '../split-sentences.ts'

/** Five lines for the colleague who takes over, made only of what the ticket, the conversation and the agents have said. */
export function summarise(input: AgentInput): string {
  return [`What: ${whatLine(input)}`, `Tried: ${triedLine(input)}`, `Tone: ${toneLine(input)}`, `Priority: ${priorityLine(input)}`, `Next: ${nextLine(input)}`].join('\n')
}

function whatLine(input: AgentInput): string {
  const first = customerMessages(input)[0]
  const subject = input.ticket.subject.trim()
  const key = first === undefined ? undefined : keySentence(`${subject}${BETWEEN}${ownWords(first.text)}`)
  const parts = [subject, key].flatMap((part) => (part === undefined || part === '' ? [] : [part]))
  return parts.length === 0 ? 'the customer has written nothing yet.' : sayShort(parts.join(' - '), 240)
}

const BETWEEN = '\u0000'

// Of the sentences of the request the one that shares most with the subject, or that asks or reports something; the first of equals.
const keySentence = remember((subjectAndText: string): string => {
  const subject = subjectAndText.slice(0, subjectAndText.indexOf(BETWEEN))
  const text = subjectAndText.slice(subject.length + 1)
  const topic = new Set(foldedWords(subject).filter((word) => word.length > 3))
  const sentences = splitSentences(text).filter((sentence) => foldedWords(sentence).length >= 3)
  const rated = sentences.map((sentence, index) => {
    const shared = foldedWords(sentence).filter((word) => topic.has(word)).length
    const telling = /\?|error|fehler|erreur|not |n't|cannot|since|nicht|pas |no /i.test(sentence) ? 1.5 : 0
    return { sentence, rating: Math.min(shared, 3) + telling - index * 0.1 }
  })
  return rated.sort((one, other) => other.rating - one.rating)[0]?.sentence ?? (text.trim() === '' ? '' : text)
})

function triedLine(input: AgentInput): string {
  const answers = input.conversation.filter((message) => message.from !== 'customer')
  if (answers.length === 0) return 'nothing has been answered yet.'
  const automated = answers.filter((message) => message.from === 'agent').length
  const last = answers.at(-1)
  const cited = [...new Set(answers.flatMap((message) => [...message.text.matchAll(/^\[\d+\] (.+)$/gm)].map((match) => match[1] ?? '')))]
  const by = automated === answers.length ? sayCount(answers.length, 'automatic answer') : `${sayCount(answers.length, 'answer')}, ${automated} of them automatic`
  return cited.length > 0 ? `${by}, from ${sayList(cited.map((title) => `"${sayShort(title, 60)}"`))}.` : `${by}; the last: "${sayShort(last?.text ?? '', 120)}"`
}

function toneLine(input: AgentInput): string {
  const tone = rootsOfRole(input.workflow, input.context, 'sentimentAnalysis')[0]?.outputs
  const names = ['frustration', 'confusion', 'satisfaction'].flatMap((name) => {
    const score = asNumber(tone?.[name])
    return score === undefined ? [] : [`${name} ${sayScore(score)}`]
  })
  const trend = asText(tone?.['trend'])
  const wish = tone?.['asksForHuman'] === true ? '; asks for a person' : ''
  if (names.length === 0) return `not known${wish}.`
  const movedBy = asText(tone?.['movedBy'])
  const cause = movedBy === undefined ? '' : `; moved by "${sayShort(movedBy, 120)}"`
  return `${names.join(', ')}${trend === undefined || trend === 'steady' ? '' : `, getting ${trend}`}${cause}${wish}.`
}

function priorityLine(input: AgentInput): string {
  const triage = rootsOfRole(input.workflow, input.context, 'ticketTriage')[0]?.outputs
  const tier = input.customer.tier === undefined ? [] : [`${input.customer.tier} customer`]
  const facts = ['issueType', 'urgency', 'product', 'contractLevel', 'requestedResolution'].flatMap((name) => {
    const value = asText(triage?.[name])
    return value === undefined ? [] : [`${sayId(name).toLowerCase()} ${value}`]
  })
  const codes = asList(triage?.['errorCodes']).flatMap((code) => asText(code) ?? [])
  const known = [...facts, ...(codes.length === 0 ? [] : [`error codes ${sayList(codes)}`]), ...tier]
  const priority = asText(triage?.['priority']) ?? 'not set'
  return known.length === 0 ? `${priority}.` : `${priority} - ${known.join(', ')}.`
}

function nextLine(input: AgentInput): string {
  const triage = rootsOfRole(input.workflow, input.context, 'ticketTriage')[0]
  const untried = solutionsInContext(input.workflow, input.context).find((solution) => solution.title !== '' && !wasSent(solution, input.conversation))
  if (untried !== undefined) return `look at "${sayShort(untried.title, 80)}" (${untried.source === '' ? 'knowledge' : untried.source}, ${sayScore(untried.confidence)}), which has not been sent.`
  const declared = triage === undefined ? undefined : input.workflow.spec.agents[triage.agentId]?.outputs
  const missing = ['product', 'errorCodes', 'contractLevel'].filter((name) => declared !== undefined && name in declared && isEmpty(triage?.outputs[name]))
  if (missing.length > 0) return `ask for ${sayList(missing.map((name) => sayId(name).toLowerCase()))}, which the customer has not named.`
  return 'read the conversation and answer; the knowledge base has nothing that was not sent.'
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}
