import { defineMetric } from './define-metric.ts'
import { COHORT, valuesOf } from './samples.ts'

/** Waiting for the customer. */
export const agentWait = defineMetric({
  id: 'agentWait',
  title: 'Waiting for the customer',
  unit: 'ms',
  cohort: COHORT.solved,
  definition: 'Time up to the solution in which the ticket was pending because we waited for the customer (Zendesk: agent wait time).',
  better: 'lower',
  caveat: 'Help desks call it agent wait time: it is the agent who waits.',
  fold: (run) => valuesOf(run, (ticket) => (ticket.resolvedAt === null ? null : ticket.pendingMs)),
})
