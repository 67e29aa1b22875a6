import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, valuesOf } from './samples.ts'

/** First reply by a person in business hours. */
export const firstResponseHumanBusiness = defineMetric({
  id: 'firstResponseHumanBusiness',
  title: 'First reply by a person in business hours',
  unit: 'ms',
  cohort: COHORT.answered,
  definition: 'From creation to the first public reply of a person, counting only the business hours of the ticket\'s promise, or those of the flow\'s first calendar where it has none; 0 if all of it was out of hours (Zendesk: first reply time, business hours).',
  better: 'lower',
  clock: 'business',
  fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? ticket.firstResponseHumanBusinessMs : null)),
})
