import { defineMetric } from './define-metric.ts'
import { COHORT, valuesOf } from './samples.ts'

/** Full resolution time in business hours. */
export const resolutionTimeBusiness = defineMetric({
  id: 'resolutionTimeBusiness',
  title: 'Full resolution time in business hours',
  unit: 'ms',
  cohort: COHORT.solved,
  definition: 'From creation to the most recent solution, counting only the business hours of the ticket\'s promise, or those of the flow\'s first calendar where it has none. Unsolved tickets are not in it.',
  better: 'lower',
  clock: 'business',
  fold: (run) => valuesOf(run, (ticket) => (ticket.resolvedAt === null ? null : ticket.resolutionBusinessMs)),
})
