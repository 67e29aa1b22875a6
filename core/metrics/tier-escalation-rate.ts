import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Passed on to another team. */
export const tierEscalationRate = defineMetric({
  id: 'tierEscalationRate',
  title: 'Passed on to another team',
  unit: 'share',
  cohort: COHORT.byPeople,
  definition: 'Share of the requests given to people that one team passed on to another (first to second level).',
  better: 'lower',
  fold: (run) => shareOf(run, (ticket) => isRequest(ticket) && ticket.handedOverAt !== null, (ticket) => ticket.teamChanges > 0),
})
