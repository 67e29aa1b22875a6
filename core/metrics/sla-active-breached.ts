import { defineMetric } from './define-metric.ts'
import { COHORT, resultsOf } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

function activeBreached(run: RunFacts): MetricSample {
  let part = 0
  let whole = 0
  for (const ticket of run.tickets) {
    for (const result of resultsOf(ticket)) {
      whole += 1
      if (result === 'activeBreached') part += 1
    }
  }
  return { kind: 'share', part, whole }
}

/** Targets past their time. */
export const slaActiveBreached = defineMetric({
  id: 'slaActiveBreached',
  title: 'Targets past their time',
  unit: 'share',
  cohort: COHORT.promised,
  definition: 'Targets that are past their time at the end of the run and still not completed, of all targets; "on time" leaves them out.',
  better: 'lower',
  fold: activeBreached,
})
