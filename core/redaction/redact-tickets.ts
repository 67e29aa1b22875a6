import type { Ticket } from '../tickets/ticket.ts'
import { type RedactionKind, redactionKinds } from './redaction-kind.ts'
import { noCounts, type RedactionCounts, type RedactionOptions, Redactor, type RedactedText } from './redact-text.ts'

/** What a redaction did, in numbers only. */
export type RedactionReport = { readonly tickets: number; readonly changed: number; readonly counts: RedactionCounts }

/** Nothing redacted yet. */
export const emptyReport: RedactionReport = { tickets: 0, changed: 0, counts: noCounts }

/** A report with one more ticket or article in it. */
export function addToReport(report: RedactionReport, counts: RedactionCounts): RedactionReport {
  const sum: Record<RedactionKind, number> = { ...report.counts }
  let added = 0
  for (const kind of redactionKinds) {
    sum[kind] += counts[kind]
    added += counts[kind]
  }
  return { tickets: report.tickets + 1, changed: report.changed + (added > 0 ? 1 : 0), counts: sum }
}

/** Numbers customers whose id is an address or a name, so that the tickets of one customer still belong together. */
export class CustomerNumbers {
  readonly #numbers = new Map<string, number>()

  /** The placeholder of a customer's id. */
  of(id: string): string {
    const key = id.toLowerCase()
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1
    this.#numbers.set(key, number)
    return `[customer ${number}]`
  }
}

/** Takes personal data out of one ticket; `customers` belongs to the whole file. */
export function redactTicket(ticket: Ticket, options: RedactionOptions, customers: CustomerNumbers): { readonly ticket: Ticket; readonly counts: RedactionCounts; readonly subject: RedactedText; readonly description: RedactedText } {
  const redactor = new Redactor(options)
  const counts: Record<RedactionKind, number> = { ...noCounts }
  const take = (text: string, label = ''): RedactedText => {
    const result = redactor.redact(text, label)
    for (const { kind } of result.replaced) counts[kind] += 1
    return result
  }
  const fields = Object.entries(ticket.fields)
  if (options.kinds.includes('person')) {
    for (const [name, value] of fields) if (isNameColumn(name) && isNameValue(value)) redactor.learnName(value)
    if (ticket.customer.id !== undefined && isNameValue(ticket.customer.id) && ticket.customer.id.includes(' ')) redactor.learnName(ticket.customer.id)
  }
  for (const text of [ticket.subject, ticket.description, ...ticket.messages.map((message) => message.text), ...fields.map(([, value]) => value)]) redactor.learn(text)

  const subject = take(ticket.subject)
  const description = take(ticket.description)
  const messages = ticket.messages.map((message) => ({ ...message, text: take(message.text).text }))
  const kept = Object.fromEntries(fields.map(([name, value]) => [name, takeField(take, name, value, options)]))
  const channel = take(ticket.channel).text
  const { id, ...customer } = ticket.customer
  // Placeholders count within one ticket: the person who answered would be one and the same everywhere.
  const { agent, ...without } = ticket.history
  const history = agent !== undefined && options.kinds.includes('person') ? without : ticket.history
  return {
    ticket: { ...ticket, history, channel, subject: subject.text, description: description.text, fields: kept, messages, customer: id === undefined ? customer : { id: customerId(id, options, customers), ...customer } },
    counts,
    subject,
    description,
  }
}

function takeField(take: (text: string, label?: string) => RedactedText, name: string, value: string, options: RedactionOptions): string {
  if (options.kinds.includes('person') && isNameColumn(name) && isNameValue(value)) return take(value, 'Name').text
  return take(value, name.replace(/[_-]+/g, ' ')).text
}

function customerId(id: string, { kinds }: RedactionOptions, customers: CustomerNumbers): string {
  if (kinds.includes('email') && id.includes('@')) return customers.of(id)
  return kinds.includes('person') && /^\p{L}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*)+$/u.test(id) ? customers.of(id) : id
}

const nameColumn = /(?:^|[^a-z])(?:(?:customer|requester|contact|client|user|sender|reporter|caller|agent|assignee|owner|author|submitter|first|last|full|family|given|sur|display|account holder|billing|shipping|employee|patient|guest)[ _.-]?names?|name|names|surname|requester|reporter|caller|assignee|submitter|contact|contact person|customer|kunde|kundenname|ansprechpartner|vorname|nachname|bearbeiter|nom|prenom|prénom|nombre|apellidos?|nome|cognome|naam)$/

/** Whether a column's name says that it holds names of people. */
export function isNameColumn(name: string): boolean {
  const plain = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase().replace(/[ _.-]+/g, ' ').trim()
  return nameColumn.test(plain) && !/(?:product|file|company|organi[sz]ation|host|domain|group|team|queue|brand|form|tag|device|app|server|project|campaign|plan|store|shop) name/.test(plain)
}

function isNameValue(value: string): boolean {
  return value.length <= 80 && /^[\p{L}\p{M}'’.,()& -]{2,80}$/u.test(value) && value.trim().split(/\s+/).length <= 5
}
