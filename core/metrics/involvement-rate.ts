import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Agents involved. */
export const involvementRate = defineMetric({
  id: 'involvementRate',
  title: 'Agents involved',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of all requests to which an agent of the flow wrote: an answer or a question, not a mere notice (Intercom: involvement rate).',
  better: 'higher',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.aiReplies > 0),
})
