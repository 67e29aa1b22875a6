import { cancelTimer } from './cancel.ts'
import { describeValue } from './describe-outputs.ts'
import type { EngineEvent } from './engine-event.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import { isInConversation } from './finish.ts'
import type { MessageNode, ProgramLink } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { renderTemplate } from './text-template.ts'
import { parkToken } from './tokens.ts'
import { contextOf, everyFlow, issue, nodeOf, nodeRecord, note, quoted, writeNode, type Work } from './work.ts'

/** Writes to the customer, and waits for the reply where the node asks for one. */
export function enterMessage(work: Work, token: Token, node: MessageNode): void {
  if (!applySet(work, token, node)) return
  const rendered = renderTemplate(node.text, contextOf(work, token))
  if (rendered.kind !== 'text') {
    const absent = rendered.kind === 'absent'
    failNode(work, token, node, absent ? 'LUMOS.ContextMissing' : 'LUMOS.ExpressionFailed', `its text shows ${rendered.path}, which ${absent ? 'is absent' : 'is not a text or number'}.`)
    return
  }
  send(work, token, node, rendered.text)
  if (node.replyMs === undefined) {
    goOn(work, { ...token, error: undefined }, node, node.next)
    return
  }
  const timerId = `reply:${node.id}.${token.visit}`
  issue(work, { kind: 'setTimer', timerId, delayMs: node.replyMs, calendar: node.clock })
  parkToken(work, token, { kind: 'reply', askedAtStep: work.position }, timerId)
}

function send(work: Work, token: Token, node: MessageNode, text: string): void {
  if (isInConversation(work)) {
    note(work, node.id, 'message', `Did not send ${quoted(node.label)}: a person is in conversation with the customer.`)
    return
  }
  const idempotencyKey = `${work.context.ticket.id}/${work.place}message:${node.id}.${token.visit}`
  issue(work, { kind: 'sendMessage', nodeId: node.id, visit: token.visit, text, choices: node.choices, awaitsReply: node.replyMs !== undefined, idempotencyKey })
  note(work, node.id, 'message', () => `Wrote to the customer: ${describeValue(text)}${node.choices.length > 0 ? ` and offered ${node.choices.join(', ')}` : ''}.`)
}

/** The customer has written: the token that asked last takes it as its reply. */
export function takeReply(ticket: Work, event: Extract<EngineEvent, { kind: 'message.inbound' }>): void {
  let asked: Token | undefined
  let work = ticket
  let askedAt = -1
  for (const flow of everyFlow(ticket)) {
    for (const token of flow.tokens) {
      if (token.wait.kind !== 'reply' || token.wait.askedAtStep < askedAt) continue
      askedAt = token.wait.askedAtStep
      asked = token
      work = flow
    }
  }
  if (asked === undefined) {
    note(ticket, ticket.tokens[0]?.nodeId ?? '', 'reply', `The customer wrote: ${describeValue(event.text)}. No question was open.`)
    return
  }
  const node = nodeOf(work, asked.nodeId)
  if (node.kind !== 'message') return
  const choice = chosen(node, event)
  const outcome = choice ?? 'replied'
  const link = node.outcomes[outcome] ?? node.outcomes['replied'] ?? (node.choices.length === 0 ? node.next : undefined)
  if (link === undefined) {
    note(work, node.id, 'reply', `The customer replied ${describeValue(event.text)}, which is none of ${node.choices.join(', ')}; ${quoted(node.label)} goes on waiting.`)
    return
  }
  const taken = choice === undefined ? describeValue(event.text) : `with ${quoted(choice)}`
  note(work, node.id, 'reply', `The customer replied ${taken} to ${quoted(node.label)}.`, { rule: outcome })
  cancelTimer(work, asked.timerId)
  leave(work, asked, node, outcome, link)
}

function chosen(node: MessageNode, event: Extract<EngineEvent, { kind: 'message.inbound' }>): string | undefined {
  const wanted = (event.choice ?? event.text).trim().toLowerCase()
  return node.choices.find((choice) => choice.toLowerCase() === wanted)
}

/** No reply has come in time. */
export function missReply(work: Work, token: Token, node: MessageNode): void {
  const link = node.outcomes['timeout']
  const text = `No reply to ${quoted(node.label)} came in time.`
  if (link === undefined) {
    failNode(work, token, node, 'LUMOS.Timeout', text)
    return
  }
  note(work, node.id, 'timeout', text, { rule: 'timeout' })
  leave(work, token, node, 'timeout', link)
}

function leave(work: Work, token: Token, node: MessageNode, outcome: string, link: ProgramLink): void {
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: record.attempts, outcome })
  goOn(work, { ...token, timerId: undefined, error: undefined }, node, link)
}

function goOn(work: Work, token: Token, node: MessageNode, link: ProgramLink | undefined): void {
  if (link === undefined) {
    failNode(work, token, node, 'LUMOS.ExpressionFailed', 'it has no way on.')
    return
  }
  sendToken(work, token, link)
}
