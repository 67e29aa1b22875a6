import { defineMetric } from './define-metric.ts'
import { COHORT, isContained, isRequest, shareOf } from './samples.ts'

/** Contained. */
export const containedRate = defineMetric({
  id: 'containedRate',
  title: 'Contained',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of all requests resolved with no person involved whose customer did not come back for more at any time (Zendesk: contained).',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, isContained),
})
