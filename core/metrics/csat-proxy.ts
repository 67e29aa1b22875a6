import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

function proxy(run: RunFacts): MetricSample {
  let sum = 0
  let n = 0
  for (const ticket of run.tickets) {
    const good = run.csatProxy !== null && isRequest(ticket) ? run.csatProxy(ticket) : null
    if (good === null) continue
    sum += good
    n += 1
  }
  return { kind: 'number', value: n === 0 ? null : sum / n, n }
}

/** CSAT proxy. */
export const csatProxy = defineMetric({
  id: 'csatProxy',
  title: 'CSAT proxy',
  unit: 'share',
  cohort: COHORT.requests,
  definition: 'The mean probability that a customer would call the service good, by the formula that the scenario gives for wait, solution and frustration. An estimate, not a survey: nobody was asked.',
  better: 'higher',
  caveat: 'Only as good as the formula; there is none unless the scenario gives it.',
  fold: proxy,
})
