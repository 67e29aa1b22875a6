import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Ticket, TicketHistory } from './ticket.ts'

/** SHA-256 over the tickets in canonical form, by creation and id: the same tickets in another file order have the same digest. */
export function ticketsDigest(tickets: readonly Ticket[]): string {
  const hash = sha256.create()
  for (const ticket of inOrder(tickets)) hash.update(utf8ToBytes(`${canonical(ticket)}\n`))
  return bytesToHex(hash.digest())
}

/** Tickets by creation, then id: the order in which everything is reduced. */
export function inOrder(tickets: readonly Ticket[]): readonly Ticket[] {
  return [...tickets].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

// Absent where the file says nothing more, so that such tickets keep the digest that they have always had.
function furtherHistory({ firstResponseAt: _first, solvedAt: _solved, topic: _topic, isSpam: _spam, ...further }: TicketHistory): readonly unknown[] {
  const entries = Object.entries(further).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? [] : [entries]
}

function canonical(ticket: Ticket): string {
  const fields = Object.entries(ticket.fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const { customer, history } = ticket
  return JSON.stringify([
    ticket.id, ticket.createdAt, ticket.channel, ticket.subject, ticket.description, ticket.language ?? null,
    [customer.id ?? null, customer.tier ?? null, customer.locale ?? null], fields,
    ticket.messages.map((message) => [message.from, message.at, message.text]),
    [history.firstResponseAt ?? null, history.solvedAt ?? null, history.topic ?? null, history.isSpam ?? null],
    ...furtherHistory(history),
  ])
}
