import { defineMetric } from './define-metric.ts'
import { COHORT, isLive, isShortAbandonment, shareOf } from './samples.ts'
import type { RunFacts, TicketFacts } from './ticket-facts.ts'

function isDecided(ticket: TicketFacts): boolean {
  return ticket.firstResponseAnyAt !== null || ticket.outcome === 'abandoned'
}

function isWithin(run: RunFacts, ticket: TicketFacts): boolean {
  return ticket.firstResponseAnyAt !== null && ticket.firstResponseAnyAt - ticket.createdAt <= run.live.withinMs
}

/** Service level. */
export const serviceLevel = defineMetric({
  id: 'serviceLevel',
  title: 'Service level',
  unit: 'share',
  cohort: COHORT.live,
  definition: 'Share of the answered and abandoned tickets on live channels that were answered within the time that the scenario sets (20 s unless it says otherwise).',
  better: 'higher',
  variants: [
    { id: 'withoutShort', definition: 'Share of the answered and abandoned tickets on live channels that were answered within the time that the scenario sets, without customers who left sooner than anyone could have answered (10 s unless the scenario says otherwise).', fold: (run) => shareOf(run, (ticket) => isLive(ticket) && isDecided(ticket) && !isShortAbandonment(run, ticket), (ticket) => isWithin(run, ticket)) },
  ],
  fold: (run) => shareOf(run, (ticket) => isLive(ticket) && isDecided(ticket), (ticket) => isWithin(run, ticket)),
})
