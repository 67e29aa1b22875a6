import { defineMetric } from './define-metric.ts'
import { COHORT, isContained, isRequest, shareOf } from './samples.ts'

/** Contained and verified. */
export const verifiedRate = defineMetric({
  id: 'verifiedRate',
  title: 'Contained and verified',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of all requests that are contained and where the customer confirmed, or the answer resolves the request with a probability of at least one half by the evidence (Zendesk: verified, which uses further signals).',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => isContained(ticket) && (ticket.resolution === 'confirmed' || (ticket.resolvedProbability ?? 0) >= 0.5)),
})
