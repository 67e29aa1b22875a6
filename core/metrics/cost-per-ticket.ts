import { defineMetric } from './define-metric.ts'
import { COHORT } from './samples.ts'
import type { MetricSample } from './define-metric.ts'
import type { RunFacts } from './ticket-facts.ts'

const MONTH_MS = (365.25 / 12) * 86_400_000

function cost({ people, tickets, rates, window }: RunFacts): MetricSample {
  if (people === null || tickets.length === 0) return { kind: 'number', value: null, n: tickets.length }
  const fixed = (rates.fixedPerMonth * (window.to - window.from)) / MONTH_MS
  let agents = 0
  for (const ticket of tickets) agents += ticket.aiActions * rates.aiAction + (ticket.outcome === 'resolvedAutomatically' ? rates.aiResolution : 0)
  return { kind: 'number', value: (people.paidCost + people.overtimeCost + agents + fixed) / tickets.length, n: tickets.length }
}

/** Cost per ticket. */
export const costPerTicket = defineMetric({
  id: 'costPerTicket',
  title: 'Cost per ticket',
  unit: 'money',
  cohort: COHORT.tickets,
  definition: 'Paid hours at the hourly rate of each team, overtime at its factor, calls and resolutions of agents at theirs and what is paid whatever happens, divided by all tickets (MetricNet: total operating cost by tickets).',
  better: 'lower',
  fold: cost,
})
