import type { WallTime } from './parse-time.ts'
import { parseTime } from './parse-time.ts'
import type { TicketMessage } from './ticket.ts'
import type { TicketProblems } from './ticket-problem.ts'

const CUSTOMER = new Set(['customer', 'user', 'requester', 'enduser', 'client', 'contact', 'lead'])

/** Reads a conversation in order of time; messages that cannot be read are left out with a warning. */
export function readMessages(value: unknown, createdAt: number, line: number, problems: TicketProblems, wall?: WallTime): readonly TicketMessage[] {
  if (!Array.isArray(value)) return []
  const messages: TicketMessage[] = []
  let last = createdAt
  value.forEach((item: unknown, index) => {
    const message = readMessage(item, last, wall)
    if (message === null) {
      problems.add({ line, column: 'messages', severity: 'warning', code: 'TICKET.BadMessage', message: `Message ${index + 1} has no text or is not an object, and is left out.`, hint: 'Each message needs "from" (customer or agent), "at" and "text".' })
      return
    }
    last = message.at
    messages.push(message)
  })
  return messages.map((message, index) => ({ message, index })).sort((a, b) => a.message.at - b.message.at || a.index - b.index).map(({ message }) => message)
}

function readMessage(item: unknown, last: number, wall: WallTime | undefined): TicketMessage | null {
  if (typeof item !== 'object' || item === null) return null
  const members = new Map<string, unknown>(Object.entries(item))
  const pick = (...names: string[]): string => {
    for (const name of names) {
      const value = members.get(name)
      if (typeof value === 'string' || typeof value === 'number') return String(value)
    }
    return ''
  }
  const text = pick('text', 'body', 'content', 'plain_body').trim()
  if (text === '') return null
  const author = pick('from', 'role', 'author', 'author_type', 'sender').toLowerCase().replace(/[^a-z]/g, '')
  // A message without a time came some time after the one before it; the order is what matters.
  const at = parseTime(pick('at', 'created_at', 'createdAt', 'time', 'timestamp'), wall)?.at ?? last
  return { from: CUSTOMER.has(author) ? 'customer' : 'agent', at, text }
}
