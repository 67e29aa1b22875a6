import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, valuesOf } from './samples.ts'

/** First response in business hours. */
export const firstResponseAnyBusiness = defineMetric({
  id: 'firstResponseAnyBusiness',
  title: 'First response in business hours',
  unit: 'ms',
  cohort: COHORT.answered,
  definition: 'From creation to the first public reply by anyone, counting only the business hours of the ticket\'s promise, or those of the flow\'s first calendar where it has none; 0 if all of it was out of hours.',
  better: 'lower',
  clock: 'business',
  fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? ticket.firstResponseAnyBusinessMs : null)),
})
