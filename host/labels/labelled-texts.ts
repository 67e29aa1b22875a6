import { requestText } from '../../agents/customer-text.ts'
import type { LabelColumn } from '../../api/model.ts'
import { redactText } from '../../core/redaction/redact-text.ts'
import type { Ticket } from '../../core/tickets/ticket.ts'

/** The name under which the topic that an importer found itself is offered, beside the file's own columns. */
export const TOPIC_COLUMN = 'Topic'

const MOST_VALUES = 200
const LONGEST_VALUE = 80
const LONGEST_TEXT = 2000

/** The columns of imported tickets that can hold labels: few values, most of them seen more than once. */
export function labelColumns(tickets: readonly Ticket[]): readonly LabelColumn[] {
  const counts = new Map<string, Map<string, number>>()
  for (const ticket of tickets) {
    for (const [column, value] of valuesOf(ticket)) {
      const values = counts.get(column) ?? new Map<string, number>()
      counts.set(column, values)
      if (values.size <= MOST_VALUES) values.set(value, (values.get(value) ?? 0) + 1)
    }
  }
  return [...counts]
    .flatMap(([column, values]): readonly LabelColumn[] => {
      const labelled = [...values.values()].reduce((sum, count) => sum + count, 0)
      const isLabel = values.size >= 2 && values.size <= MOST_VALUES && values.size * 2 <= labelled && [...values.keys()].every((value) => value.length <= LONGEST_VALUE)
      return isLabel ? [{ column, labelled, values: [...values].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) }] : []
    })
    .sort((a, b) => Number(b.column === TOPIC_COLUMN) - Number(a.column === TOPIC_COLUMN) || (a.column < b.column ? -1 : 1))
}

/** What a ticket says in a column. */
export function columnValue(ticket: Ticket, column: string): string {
  return valuesOf(ticket).find(([name]) => name === column)?.[1] ?? ''
}

/** A ticket's request as triage reads it, without personal data. */
export function requestOf(ticket: Ticket): string {
  const text = requestText({
    ticket: { id: ticket.id, channel: ticket.channel, subject: ticket.subject, language: ticket.language ?? '', fields: {} },
    conversation: [{ from: 'customer', at: ticket.createdAt, text: ticket.description }],
  })
  return redactText(text.slice(0, LONGEST_TEXT)).text
}

function valuesOf({ fields, history }: Ticket): readonly (readonly [string, string])[] {
  const own = Object.entries(fields).flatMap(([column, value]): (readonly [string, string])[] => (value.trim() === '' ? [] : [[column, value.trim()]]))
  return history.topic === undefined || history.topic.trim() === '' ? own : [...own, [TOPIC_COLUMN, history.topic.trim()]]
}
