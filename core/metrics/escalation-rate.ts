import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Escalated. */
export const escalationRate = defineMetric({
  id: 'escalationRate',
  title: 'Escalated',
  unit: 'share',
  cohort: COHORT.byAgents,
  definition: 'Share of the requests on which an agent of the flow worked that were then handed to people.',
  better: 'lower',
  fold: (run) => shareOf(run, (ticket) => isRequest(ticket) && ticket.aiInvolved, (ticket) => ticket.escalated),
})
