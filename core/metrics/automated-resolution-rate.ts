import { defineMetric } from './define-metric.ts'
import { isRequest, shareOf } from './samples.ts'

/** Resolved automatically. */
export const automatedResolutionRate = defineMetric({
  id: 'automatedResolutionRate',
  title: 'Resolved automatically',
  unit: 'share',
  definition: 'Share of requests resolved by the flow with no person involved, where the customer confirmed or left without asking for more; taken back when the customer returns and is not resolved (Intercom: resolution rate; Zendesk: contained).',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.outcome === 'resolvedAutomatically'),
})
