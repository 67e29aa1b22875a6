import { defineMetric } from './define-metric.ts'
import { shareOf } from './samples.ts'

/** Reopened. */
export const reopenRate = defineMetric({
  id: 'reopenRate',
  title: 'Reopened',
  unit: 'share',
  definition: 'Share of the tickets solved at least once that were reopened at least once.',
  better: 'lower',
  fold: (run) => shareOf(run, (ticket) => ticket.resolvedAt !== null || ticket.reopens > 0, (ticket) => ticket.reopens > 0),
})
