import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../../core/tickets/ticket.ts'
import { redactArticle } from '../../../core/redaction/redact-article.ts'
import { addToReport, CustomerNumbers, emptyReport, isNameColumn, redactTicket } from '../../../core/redaction/redact-tickets.ts'
import { redactionKinds, usualKinds } from '../../../core/redaction/redaction-kind.ts'
import type { RedactionKind } from '../../../core/redaction/redaction-kind.ts'

const ticket: Ticket = {
  id: 'T-1', createdAt: 0, channel: 'email', subject: 'Order 4711-B for Zuri', description: 'Hello,\nmy order 4711-B shows error 0x80070005.\nRegards,\nZuri Mbeki\n+27 82 123 4567',
  customer: { id: 'zuri@example.com', tier: 'premium' },
  fields: { 'Requester name': 'Zuri Mbeki', Phone: '0821234567', Product: 'Hub One', 'Product name': 'Hub One Max', Email: 'zuri@example.com' },
  messages: [{ from: 'agent', at: 1, text: 'Dear Ms Mbeki, we call you on +27 82 123 4567.' }, { from: 'customer', at: 2, text: 'thanks, my card is 4111 1111 1111 1111\nzuri' }],
  history: { topic: 'orders' },
}
const other: Ticket = { ...ticket, id: 'T-2', subject: 'Again', description: 'It is late again.', fields: {}, messages: [], customer: { id: 'ZURI@example.com' } }
const third: Ticket = { ...other, id: 'T-3', customer: { id: 'tom@example.com' } }

function redactTickets(tickets: readonly Ticket[], options: { readonly kinds: readonly RedactionKind[] }) {
  const customers = new CustomerNumbers()
  const redacted = tickets.map((one) => redactTicket(one, options, customers))
  return { tickets: redacted.map((one) => one.ticket), report: redacted.reduce((report, one) => addToReport(report, one.counts), emptyReport) }
}

describe('redacting the tickets of a file', () => {
  const { tickets, report } = redactTickets([ticket, other, third], { kinds: usualKinds })

  it('replaces a customer under one name in subject, text, conversation and columns', () => {
    const [first] = tickets
    expect(first?.subject).toBe('Order 4711-B for [person 1]')
    expect(first?.description).toBe('Hello,\nmy order 4711-B shows error 0x80070005.\nRegards,\n[person 1]\n[phone 1]')
    expect(first?.messages.map(({ text }) => text)).toEqual(['Dear Ms [person 1], we call you on [phone 1].', 'thanks, my card is [card 1]\n[person 1]'])
    expect(first?.fields).toMatchObject({ 'Requester name': '[person 1]', Phone: '[phone 1]', Product: 'Hub One', Email: '[e-mail 1]' })
  })

  it('keeps what no person is named by, and times and ids', () => {
    expect(tickets.map(({ id, createdAt, history }) => [id, createdAt, history])).toEqual([['T-1', 0, { topic: 'orders' }], ['T-2', 0, { topic: 'orders' }], ['T-3', 0, { topic: 'orders' }]])
    expect(tickets[0]?.customer.tier).toBe('premium')
  })

  it('forgets who answered, where names are to go', () => {
    const answered: Ticket = { ...ticket, history: { agent: 'Zuri Mbeki', team: 'Desk' } }
    expect(redactTickets([answered], { kinds: usualKinds }).tickets[0]?.history).toEqual({ team: 'Desk' })
    expect(redactTickets([answered], { kinds: ['email'] }).tickets[0]?.history).toEqual(answered.history)
  })

  it('keeps the tickets of one customer together', () => {
    expect(tickets.map(({ customer }) => customer.id)).toEqual(['[customer 1]', '[customer 1]', '[customer 2]'])
  })

  it('reports counts by kind and nothing else', () => {
    expect(report).toEqual({ tickets: 3, changed: 1, counts: { person: 5, email: 1, phone: 3, card: 1, account: 0, nationalId: 0, ipAddress: 0 } })
    expect(JSON.stringify(report)).not.toMatch(/zuri|mbeki|4111/i)
  })

  it('leaves redacted tickets as they are', () => {
    expect(redactTickets(tickets, { kinds: redactionKinds })).toEqual({ tickets, report: { tickets: 3, changed: 0, counts: { person: 0, email: 0, phone: 0, card: 0, account: 0, nationalId: 0, ipAddress: 0 } } })
  })
})

describe('columns that hold names', () => {
  it.each(['Requester name', 'customer_name', 'requester', 'Name', 'firstName', 'Ansprechpartner', 'Nombre', 'assignee'])('are told by their name: %s', (name) => {
    expect(isNameColumn(name)).toBe(true)
  })
  it.each(['Product name', 'filename', 'Company name', 'Team name', 'Plan', 'host name', 'status'])('and others are not: %s', (name) => {
    expect(isNameColumn(name)).toBe(false)
  })
})

describe('redactArticle', () => {
  const article = { id: 'a', title: 'Sync fails', text: 'Hi Zuri,\nplease restart. Call +27 82 123 4567 if not.', source: '', thirdParty: false }

  it('clears past resolutions', () => {
    expect(redactArticle({ ...article, kind: 'pastResolution' }, { kinds: usualKinds })).toMatchObject({ article: { text: 'Hi [person 1],\nplease restart. Call [phone 1] if not.' }, counts: { person: 1, phone: 1 } })
  })
  it('leaves articles that were written for everybody', () => {
    expect(redactArticle({ ...article, kind: 'article' }, { kinds: usualKinds }).article.text).toBe(article.text)
  })
})
