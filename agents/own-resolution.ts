import type { AgentView } from '../core/engine/agent-contract.ts'
import type { Passage } from '../core/signals/signal-answer.ts'
import { foldText } from './fold-text.ts'

const shortest = 15

/**
 * Whether a passage is what people once answered to this very ticket. History that is both run through a flow and searched by it
 * holds the answers to its own questions; on the day a ticket came, its resolution did not exist yet.
 */
export function isOwnResolution(view: AgentView, passage: Passage): boolean {
  // Help articles may share a number or a title with a ticket by chance; what answers everybody is not the ticket's own.
  const isHistory = passage.source === '' || view.workflow.spec.knowledge?.[passage.source]?.source === 'ticketHistory'
  if (!isHistory) return false
  if (sameRecord(view.ticket.id, passage.articleId)) return true
  const subject = foldText(view.ticket.subject)
  return subject.length >= shortest && subject === foldText(passage.title)
}

// Exports put a letter or a word before the number: q1520045, ticket-1520045.
function sameRecord(ticketId: string, articleId: string): boolean {
  const number = /\d{4,}$/.exec(ticketId)?.[0]
  return ticketId === articleId || (number !== undefined && number === /\d{4,}$/.exec(articleId)?.[0])
}
