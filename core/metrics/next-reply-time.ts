import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest } from './samples.ts'

/** Next reply by a person. */
export const nextReplyTime = defineMetric({
  id: 'nextReplyTime',
  title: 'Next reply by a person',
  unit: 'ms',
  cohort: COHORT.answered,
  definition: 'From the oldest message of the customer that nobody has answered, after the first one, to the next public reply of a person, once for each (Zendesk: next reply time). Replies of the flow\'s agents do not end it; messages that no person answers are not in it.',
  better: 'lower',
  caveat: 'A ticket can count several times.',
  fold: (run) => ({ kind: 'values', values: run.tickets.flatMap((ticket) => (isRequest(ticket) ? ticket.nextRepliesMs : [])) }),
})
