import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, span, valuesOf } from './samples.ts'

/** First response. */
export const firstResponseAny = defineMetric({
  id: 'firstResponseAny',
  title: 'First response',
  unit: 'ms',
  cohort: COHORT.answered,
  definition: 'From creation to the first public reply, by an agent of the flow or by a person, on all hours; clarifying questions count, mere acknowledgements do not. Tickets that never got one are counted in "Never replied".',
  better: 'lower',
  caveat: 'Help desks count replies of people only; compare it with their first reply time through "First reply by a person".',
  fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? span(ticket.createdAt, ticket.firstResponseAnyAt) : null)),
})
