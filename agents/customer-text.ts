import type { AgentView, ConversationMessage } from '../core/engine/agent-contract.ts'
import { remember } from './remember.ts'

const quoteStart =
  /^(-{2,}\s*(original message|urspr[üu]ngliche nachricht|message d'origine|mensaje original)|on .{4,120} wrote:\s*$|am .{4,120} schrieb .{0,80}:\s*$|le .{4,120} a [ée]crit\s*:\s*$|el .{4,120} escribi[óo]:\s*$|_{10,}\s*$)/i

/** What the writer wrote: without quoted mails and what follows a signature mark. The whole text where nothing else is left. */
export const ownWords = remember((text: string): string => {
  const kept: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (quoteStart.test(line.trim()) || line === '-- ' || line === '--') break
    if (!/^\s*>/.test(line)) kept.push(line)
  }
  const own = kept.join('\n').trim()
  return own === '' ? text.trim() : own
})

/** The customer's messages, oldest first. */
export function customerMessages(view: Pick<AgentView, 'conversation'>): readonly ConversationMessage[] {
  return view.conversation.filter((message) => message.from === 'customer' && message.text.trim() !== '')
}

/** The last message of the customer, if there is one. */
export function lastCustomerMessage(view: Pick<AgentView, 'conversation'>): ConversationMessage | undefined {
  return customerMessages(view).at(-1)
}

/** The customer's messages since the last answer of anyone; empty where the last word is ours. */
export function unansweredMessages(view: Pick<AgentView, 'conversation'>): readonly ConversationMessage[] {
  let lastAnswer = -1
  view.conversation.forEach((message, index) => {
    if (message.from !== 'customer') lastAnswer = index
  })
  return view.conversation.slice(lastAnswer + 1).filter((message) => message.text.trim() !== '')
}

/** What the customer asked for: the subject and the first message, each once. */
export function requestText(view: Pick<AgentView, 'conversation' | 'ticket'>): string {
  const first = customerMessages(view)[0]
  const body = first === undefined ? '' : ownWords(first.text)
  const subject = view.ticket.subject.trim()
  if (subject === '' || body.toLowerCase().startsWith(subject.toLowerCase())) return body
  return body === '' ? subject : `${subject}\n\n${body}`
}

/** The request and everything that the customer added since. */
export function wholeRequestText(view: Pick<AgentView, 'conversation' | 'ticket'>): string {
  const later = customerMessages(view).slice(1).map((message) => ownWords(message.text))
  return [requestText(view), ...later].filter((text) => text !== '').join('\n\n')
}
