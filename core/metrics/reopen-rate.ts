import { defineMetric } from './define-metric.ts'
import { COHORT, shareOf } from './samples.ts'

/** Reopened. */
export const reopenRate = defineMetric({
  id: 'reopenRate',
  title: 'Reopened',
  unit: 'share',
  cohort: COHORT.everSolved,
  definition: 'Share of the tickets solved at least once that were reopened at least once.',
  better: 'lower',
  caveat: 'Help desks often count reopenings instead; "Reopenings per ticket" does.',
  fold: (run) => shareOf(run, (ticket) => ticket.firstResolvedAt !== null || ticket.resolvedAt !== null || ticket.reopens > 0, (ticket) => ticket.reopens > 0),
})
