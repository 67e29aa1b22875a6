import { defineMetric } from './define-metric.ts'
import { COHORT, shareOf } from './samples.ts'

/** One-touch. */
export const oneTouch = defineMetric({
  id: 'oneTouch',
  title: 'One-touch',
  unit: 'share',
  cohort: COHORT.solved,
  definition: 'Share of the tickets solved by people that needed exactly one reply of a person (Zendesk: one-touch).',
  better: 'higher',
  fold: (run) => shareOf(run, (ticket) => ticket.outcome === 'resolvedByPerson', (ticket) => ticket.humanReplies === 1),
})
