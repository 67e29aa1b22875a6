import { defineMetric } from './define-metric.ts'
import { isRequest, valuesOf } from './samples.ts'

/** First reply by a person. */
export const firstResponseHuman = defineMetric({
  id: 'firstResponseHuman',
  title: 'First reply by a person',
  unit: 'ms',
  definition: 'From creation to the first public reply of a person (Zendesk: first reply time, calendar hours; replies of bots are left out). Tickets that no person answered are not in it.',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => (ticket.firstResponseHumanAt === null || !isRequest(ticket) ? null : ticket.firstResponseHumanAt - ticket.createdAt)),
})
