import type { Value } from '../conditions/value.ts'
import { isList, isRecord } from '../conditions/value.ts'
import type { Program } from '../engine/program.ts'
import { nodeAt } from '../engine/programs-in.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import { formatDuration } from '../metrics/format-figure.ts'
import type { SentAnswer, TicketCase } from './ticket-case.ts'

type Cause = { readonly source: string; readonly entry: TraceEntry }

/** One sentence that says why the ticket ended as it did: what led it to people, or what answered it and on what evidence. */
export function explainEnding(ticket: TicketCase, program: Program, team: string): string {
  const reopened = ticket.reopens === 0 ? '' : ` It was reopened ${ticket.reopens === 1 ? 'once' : `${ticket.reopens} times`}.`
  switch (ticket.outcome) {
    case 'resolvedAutomatically':
      return `Resolved automatically: ${answered(ticket)}${reopened}`
    case 'resolvedByPerson':
      return ticket.humanReplies === 0 ? `Resolved with the approval of a person.${reopened}` : `Resolved by ${team}${escalation(ticket, program)}${reopened}`
    case 'unresolved':
      return ticket.answers.length === 0 && ticket.humanReplies === 0 ? 'Closed without an answer: the customer did not reply to our question.' : `Closed unresolved${escalation(ticket, program)}${reopened}`
    case 'dropped': {
      const cause = causeOf(ticket.trace, program, (entry) => entry.kind === 'ended' && entry.rule !== undefined)
      return `Dropped: ${cause === null ? 'the flow ended without an answer.' : say(cause, program)}`
    }
    case 'abandoned':
      return `The customer left after ${formatDuration((ticket.openSpans.at(-1) ?? ticket.arrival.at) - ticket.arrival.at)} without a reply.`
    case 'failed':
      return `Parked for a person: ${sentence(ticket.parkedBecause ?? 'nothing in the flow could go on with it')}`
    case 'open':
      return ticket.human.size > 0 ? `Still waiting for ${team} at the end of the run${escalation(ticket, program)}` : 'Still open at the end of the run.'
  }
}

function answered(ticket: TicketCase): string {
  const answer = ticket.standingAnswer
  if (answer === null) return 'the flow closed it after an answer.'
  const title = articleOf(ticket.trace, answer)
  const sure = answer.confidence === null ? '' : ` (confidence ${answer.confidence.toFixed(2)})`
  const then = ticket.confirmed ? 'the customer confirmed it' : answer.helps ? 'the customer did not come back' : 'the customer did not come back, although it probably did not help'
  return `the flow answered${title === null ? '' : ` from “${title}”`}${sure} ${formatDuration(answer.at - ticket.arrival.at)} after it came in, and ${then}. ${evidenceFor(answer)}`
}

function evidenceFor({ judgement, helps }: SentAnswer): string {
  const whether = helps ? 'That it helped' : 'That it did not help'
  const likely = `${Math.round(judgement.probability * 100)} % likely to help`
  switch (judgement.kind) {
    case 'comparedWithHistory':
      return `${whether} rests on the answer that people gave in the history: the two are ${(judgement.similarity ?? 0).toFixed(2)} alike, which makes it ${likely}.`
    case 'retrievalConfidence':
      return `${whether} rests on its confidence, which by the tickets whose answer is known makes it ${likely}.`
    case 'assumed':
      return `${whether} is an assumption: the history does not say how the ticket was solved, and its confidence makes it ${likely}.`
  }
}

/** The title of the article that an answer was drafted from, as the draft or the search before it named it. */
function articleOf(trace: readonly TraceEntry[], answer: SentAnswer): string | null {
  const found = new Map<string, { readonly title: string; readonly confidence: number }>()
  let title: string | null = null
  for (const { at, node, outputs } of trace) {
    if (at > answer.at) break
    if (outputs === undefined) continue
    const best = bestSolution(outputs['solutions'])
    if (best !== null) found.set(node, best)
    else if (isList(outputs['solutions'])) found.delete(node)
    const text = outputs['text']
    if (typeof text !== 'string' || text.trim() === '' || !answer.text.includes(text.trim())) continue
    const [source] = isList(outputs['sources']) ? outputs['sources'] : []
    title = typeof source === 'string' && source !== '' ? source : ([...found.values()].sort((a, b) => b.confidence - a.confidence)[0]?.title ?? null)
  }
  return title
}

function bestSolution(value: Value | undefined): { readonly title: string; readonly confidence: number } | null {
  let best: { readonly title: string; readonly confidence: number } | null = null
  for (const item of isList(value) ? value : []) {
    if (!isRecord(item)) continue
    const { title, confidence } = item
    if (typeof title === 'string' && title !== '' && typeof confidence === 'number' && (best === null || confidence > best.confidence)) best = { title, confidence }
  }
  return best
}

function escalation(ticket: TicketCase, program: Program): string {
  const cause = causeOf(ticket.trace, program, (entry) => entry.kind === 'human' && entry.rule === undefined && isConversation(program, entry.node))
  return cause === null ? '.' : `. It went to people because ${inSentence(say(cause, program))}`
}

function isConversation(program: Program, nodeId: string): boolean {
  const node = nodeAt(program, nodeId)
  return node?.kind === 'human' && node.task === 'conversation'
}

/**
 * What last decided the way of the token that came to a step of this kind: each link is traced back to the rule, reply, trigger,
 * error or limit that chose it, through the nodes that had only one way on.
 */
function causeOf(trace: readonly TraceEntry[], program: Program, isEnd: (entry: TraceEntry) => boolean): Cause | null {
  const deciding = new Map<string, TraceEntry>()
  const causes = new Map<string, Cause | null>()
  let ended: Cause | null = null
  for (const entry of trace) {
    if (entry.edge !== undefined) {
      const [source = '', port = ''] = entry.edge.split('#')
      const own = port === 'then' && !/(?:^|\/)(?:trigger\.|onError$)/.test(source) ? undefined : deciding.get(source)
      causes.set(entry.node, own === undefined ? (causes.get(source) ?? null) : { source, entry: own })
    }
    // A subflow is entered for the reason for which its node was.
    if (entry.kind === 'started') causes.set(entry.node, causes.get(placeOf(entry.node).slice(0, -1)) ?? null)
    if (isEnd(entry)) ended = causes.get(entry.node) ?? null
    const source = decides(entry)
    if (source === null) continue
    deciding.set(source, entry)
    // What nothing at the node itself catches goes to the flow's last resort.
    if (entry.kind === 'error') deciding.set(`${placeOf(source)}onError`, entry)
    const node = nodeAt(program, source)
    if (entry.kind === 'timeout' && node?.kind === 'wait') causes.set(source, { source, entry })
  }
  return ended
}

// What stands before the name of a node within a subflow: `refund/`.
function placeOf(node: string): string {
  return node.slice(0, node.lastIndexOf('/') + 1)
}

function decides(entry: TraceEntry): string | null {
  switch (entry.kind) {
    case 'decision':
    case 'loopLimit':
      return entry.node
    case 'reply':
    case 'timeout':
    case 'human':
      return entry.rule === undefined ? null : entry.node
    case 'trigger':
      return `${placeOf(entry.node)}trigger.${entry.rule ?? ''}`
    case 'error':
      return entry.condition === undefined ? entry.node : null
    default:
      return null
  }
}

// A rule's sentence does not say where it stands; the others name their node themselves.
function say({ source, entry }: Cause, program: Program): string {
  const label = nodeAt(program, source)?.label
  return entry.kind === 'decision' && label !== undefined ? `“${label}” ${sentence(lowerFirst(entry.text))}` : sentence(entry.text)
}

function inSentence(text: string): string {
  return /^(The|No|Nobody|Trigger|A|What) /.test(text) ? lowerFirst(text) : text
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
