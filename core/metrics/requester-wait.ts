import { defineMetric } from './define-metric.ts'
import { COHORT, valuesOf } from './samples.ts'

/** Requester wait. */
export const requesterWait = defineMetric({
  id: 'requesterWait',
  title: 'Requester wait',
  unit: 'ms',
  cohort: COHORT.solved,
  definition: 'Time up to the solution in which the ticket was new, open or on hold: without the time in which we waited for the customer, and without that between a solution and the reopening (Zendesk: requester wait time).',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => (ticket.resolvedAt === null ? null : Math.max(0, ticket.resolvedAt - ticket.createdAt - ticket.pendingMs - ticket.solvedMs))),
})
