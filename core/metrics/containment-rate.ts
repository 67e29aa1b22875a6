import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, shareOf } from './samples.ts'
import type { TicketFacts } from './ticket-facts.ts'

function endedWithoutPeople(ticket: TicketFacts): boolean {
  return ticket.outcome !== 'open' && ticket.handedOverAt === null && !ticket.byPerson
}

/** Containment. */
export const containmentRate = defineMetric({
  id: 'containmentRate',
  title: 'Containment',
  unit: 'share',
  cohort: COHORT.repliedByAgents,
  definition: 'Share of the requests to which an agent of the flow wrote that ended without a hand-over to a person, whether or not it helped (Dialogflow: contained).',
  better: 'higher',
  caveat: 'It says nothing of success: a customer who gave up is contained too.',
  variants: [
    { id: 'noCallback24h', definition: 'Share of the requests to which an agent of the flow wrote that ended without a hand-over to a person and whose customer did not come back within 24 hours (Dialogflow: contained, no callback).', fold: (run) => shareOf(run, (ticket) => isRequest(ticket) && ticket.aiReplies > 0, (ticket) => endedWithoutPeople(ticket) && (ticket.askedAgainAfterMs === null || ticket.askedAgainAfterMs > 86_400_000)) },
  ],
  fold: (run) => shareOf(run, (ticket) => isRequest(ticket) && ticket.aiReplies > 0, endedWithoutPeople),
})
