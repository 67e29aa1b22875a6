import { defineMetric } from './define-metric.ts'
import { isRequest, valuesOf } from './samples.ts'

/** First response. */
export const firstResponseAny = defineMetric({
  id: 'firstResponseAny',
  title: 'First response',
  unit: 'ms',
  definition: 'From creation to the first public reply, by an agent of the flow or by a person; clarifying questions count, mere acknowledgements do not exist here. Tickets that never got one are counted in "Never replied".',
  better: 'lower',
  fold: (run) => valuesOf(run, (ticket) => (ticket.firstResponseAnyAt === null || !isRequest(ticket) ? null : ticket.firstResponseAnyAt - ticket.createdAt)),
})
