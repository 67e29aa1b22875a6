import { defineMetric } from './define-metric.ts'
import { COHORT, span, valuesOf } from './samples.ts'

/** Full resolution time. */
export const resolutionTime = defineMetric({
  id: 'resolutionTime',
  title: 'Full resolution time',
  unit: 'ms',
  cohort: COHORT.solved,
  definition: 'From creation to the most recent solution (Zendesk: full resolution time), on all hours. A customer who stays away counts as solved at the answer. Unsolved tickets are not in it.',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => span(ticket.createdAt, ticket.resolvedAt)),
})
