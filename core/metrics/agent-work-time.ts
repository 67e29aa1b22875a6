import { defineMetric } from './define-metric.ts'
import { COHORT, valuesOf } from './samples.ts'

/** Agent work time. */
export const agentWorkTime = defineMetric({
  id: 'agentWorkTime',
  title: 'Agent work time',
  unit: 'ms',
  cohort: COHORT.solved,
  definition: 'Time up to the solution in which the ticket was new or open: as requester wait, without the time on hold (Zendesk: agent work time).',
  better: 'lower',
  caveat: 'It is the time on our side, most of it waiting, and not the time that people worked.',
  fold: (run) => valuesOf(run, (ticket) => (ticket.resolvedAt === null ? null : Math.max(0, ticket.resolvedAt - ticket.createdAt - ticket.pendingMs - ticket.solvedMs - ticket.onHoldMs))),
})
