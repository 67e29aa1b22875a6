import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'

/** Handled by people. */
export const handledByPeople = defineMetric({
  id: 'handledByPeople',
  title: 'Handled by people',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'Share of requests on which a person worked.',
  better: 'lower',
  fold: (run) => shareOf(run, isRequest, (ticket) => ticket.byPerson),
})
