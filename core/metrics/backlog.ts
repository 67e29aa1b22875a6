import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'

/** Backlog. */
export const backlog = defineMetric({
  id: 'backlog',
  title: 'Backlog',
  unit: 'count',
  cohort: COHORT.tickets,
  definition: 'Open tickets, averaged over the time in which the tickets came in; tickets that wait for the customer are not in it.',
  better: 'lower',
  fold: ({ meanBacklog, tickets }) => ({ kind: 'number', value: meanBacklog, n: tickets.length }),
})
