import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Automation rate. */
export const automationRate = defineMetric({
  id: 'automationRate',
  title: 'Automation rate',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Involvement rate times the share of the involved requests that are resolved automatically (Intercom: 50 % times 60 % is 30 %).',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.aiReplies > 0 && ticket.outcome === 'resolvedAutomatically'),
})
