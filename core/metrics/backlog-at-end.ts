import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

function unsolved({ tickets, window, people }: RunFacts): MetricSample {
  // Of a history it is only known when tickets were solved, not when else they ended.
  if (people === null || tickets.length === 0) return { kind: 'number', value: null, n: tickets.length }
  return { kind: 'number', value: tickets.filter((ticket) => ticket.createdAt <= window.to && (ticket.endedAt === null || ticket.endedAt > window.to)).length, n: tickets.length }
}

/** Unsolved at the end of the window. */
export const backlogAtEnd = defineMetric({
  id: 'backlogAtEnd',
  title: 'Unsolved at the end of the window',
  unit: 'count',
  cohort: COHORT.tickets,
  definition: 'Tickets that have come but not ended by the end of the window, those that wait for the customer included (Zendesk: unsolved tickets).',
  better: 'lower',
  fold: unsolved,
})
