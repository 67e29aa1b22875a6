import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Resolved automatically, confirmed. */
export const confirmedResolutionRate = defineMetric({
  id: 'confirmedResolutionRate',
  title: 'Resolved automatically, confirmed',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of requests resolved by the flow with no person involved where the customer said so.',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.outcome === 'resolvedAutomatically' && ticket.resolution === 'confirmed'),
})
