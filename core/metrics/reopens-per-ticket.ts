import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

function reopens(run: RunFacts): MetricSample {
  let events = 0
  let solved = 0
  for (const ticket of run.tickets) {
    if (ticket.firstResolvedAt === null && ticket.resolvedAt === null && ticket.reopens === 0) continue
    solved += 1
    events += ticket.reopens
  }
  return { kind: 'number', value: solved === 0 ? null : events / solved, n: solved }
}

/** Reopenings per ticket. */
export const reopensPerTicket = defineMetric({
  id: 'reopensPerTicket',
  title: 'Reopenings per ticket',
  unit: 'count',
  cohort: COHORT.everSolved,
  definition: 'Reopenings divided by the tickets solved at least once; a ticket can be reopened several times (Zendesk: reopens).',
  better: 'lower',
  fold: reopens,
})
