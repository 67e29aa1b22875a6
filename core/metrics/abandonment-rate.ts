import { defineMetric } from './define-metric.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { COHORT, isLive, isShortAbandonment, shareOf } from './samples.ts'

// With patience that begins anew for each wait, customers also leave after a reply.
function leftUnanswered(ticket: TicketFacts): boolean {
  return ticket.outcome === 'abandoned' && ticket.firstResponseAnyAt === null
}

/** Abandoned. */
export const abandonmentRate = defineMetric({
  id: 'abandonmentRate',
  title: 'Abandoned',
  unit: 'share',
  cohort: COHORT.live,
  definition: 'Share of the tickets on live channels (chat, voice) whose customer left before any public reply.',
  better: 'lower',
  variants: [
    { id: 'withoutShort', definition: 'Share of the tickets on live channels (chat, voice) whose customer left before any public reply, without those who left sooner than anyone could have answered (10 s unless the scenario says otherwise).', fold: (run) => shareOf(run, (ticket) => isLive(ticket) && !isShortAbandonment(run, ticket), leftUnanswered) },
  ],
  fold: (run) => shareOf(run, isLive, leftUnanswered),
})
