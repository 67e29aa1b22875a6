import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Resolved automatically, assumed. */
export const assumedResolutionRate = defineMetric({
  id: 'assumedResolutionRate',
  title: 'Resolved automatically, assumed',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of requests resolved by the flow with no person involved where the customer just did not come back.',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.outcome === 'resolvedAutomatically' && ticket.resolution === 'assumed'),
})
