import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Gave up silently. */
export const gaveUpRate = defineMetric({
  id: 'gaveUpRate',
  title: 'Gave up silently',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of requests that count as resolved although the answer did not help and the customer did not come back. No help desk can see it; a simulation can.',
  better: 'lower',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.gaveUp),
})
