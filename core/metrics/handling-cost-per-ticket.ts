import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

function cost({ people, tickets, rates }: RunFacts): MetricSample {
  if (people === null || tickets.length === 0) return { kind: 'number', value: null, n: tickets.length }
  const hourly = people.paidMs > 0 ? people.paidCost / (people.paidMs / 3_600_000) : rates.humanHour
  let sum = 0
  for (const ticket of tickets) sum += (ticket.humanMs / 3_600_000) * hourly + ticket.aiActions * rates.aiAction + (ticket.outcome === 'resolvedAutomatically' ? rates.aiResolution : 0)
  return { kind: 'number', value: sum / tickets.length, n: tickets.length }
}

/** Handling cost per ticket. */
export const handlingCostPerTicket = defineMetric({
  id: 'handlingCostPerTicket',
  title: 'Handling cost per ticket',
  unit: 'money',
  cohort: COHORT.tickets,
  definition: 'Only the time in which people worked on tickets, at their average hourly rate, and calls and resolutions of agents, divided by all tickets; idle paid time and fixed costs are left out.',
  better: 'lower',
  fold: cost,
})
