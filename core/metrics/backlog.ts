import { defineMetric } from './define-metric.ts'

/** Backlog. */
export const backlog = defineMetric({
  id: 'backlog',
  title: 'Backlog',
  unit: 'count',
  definition: 'Open tickets, averaged over the time in which the tickets came in.',
  better: 'lower',
  fold: ({ meanBacklog, tickets }) => ({ kind: 'number', value: meanBacklog, n: tickets.length }),
})
