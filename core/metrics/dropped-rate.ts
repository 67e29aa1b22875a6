import { defineMetric } from './define-metric.ts'
import { COHORT, shareOf } from './samples.ts'

/** Dropped. */
export const droppedRate = defineMetric({
  id: 'droppedRate',
  title: 'Dropped',
  unit: 'share',
  cohort: COHORT.tickets,
  definition: 'Share of all tickets that the flow dropped, such as spam and automatic replies.',
  better: 'lower',
  fold: (run) => shareOf(run, () => true, (ticket) => ticket.outcome === 'dropped'),
})
