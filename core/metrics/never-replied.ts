import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Never replied. */
export const neverReplied = defineMetric({
  id: 'neverReplied',
  title: 'Never replied',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of requests that got no public reply at all by the end of the run; first response times leave them out.',
  better: 'lower',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.firstResponseAnyAt === null),
})
