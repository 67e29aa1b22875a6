import { defineMetric } from './define-metric.ts'
import { COHORT, span, valuesOf } from './samples.ts'

/** First resolution time. */
export const firstResolutionTime = defineMetric({
  id: 'firstResolutionTime',
  title: 'First resolution time',
  unit: 'ms',
  cohort: COHORT.everSolved,
  definition: 'From creation to the first time that the ticket was solved (Zendesk: first resolution time), also where it was reopened later. A customer who stays away counts as solved at the answer.',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => span(ticket.createdAt, ticket.firstResolvedAt)),
})
