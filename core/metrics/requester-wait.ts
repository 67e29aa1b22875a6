import { defineMetric } from './define-metric.ts'
import { valuesOf } from './samples.ts'

/** Requester wait. */
export const requesterWait = defineMetric({
  id: 'requesterWait',
  title: 'Requester wait',
  unit: 'ms',
  definition: 'Resolution time without the time in which we waited for the customer (Zendesk: requester wait time).',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => (ticket.resolvedAt === null ? null : Math.max(0, ticket.resolvedAt - ticket.createdAt - ticket.pendingMs))),
})
