import { defineMetric } from './define-metric.ts'
import { COHORT, isRequest, span, valuesOf } from './samples.ts'

// A reply that came before a hand-over did not wait for it.
function afterHandover(handedOverAt: number | null, repliedAt: number | null): number | null {
  return repliedAt === null ? null : Math.max(0, repliedAt - (handedOverAt ?? repliedAt))
}

/** First reply by a person. */
export const firstResponseHuman = defineMetric({
  id: 'firstResponseHuman',
  title: 'First reply by a person',
  unit: 'ms',
  cohort: COHORT.answered,
  definition: 'From creation to the first public reply of a person, on all hours (Zendesk: first reply time, calendar hours; replies of bots are left out). Tickets that no person answered are not in it.',
  better: 'lower',
  caveat: 'When the flow answers the easy tickets, only the others are left in it.',
  variants: [
    { id: 'allHours', definition: 'From the customer\'s first message to the first visible reply of a person, on all hours, by the date on which the conversation started; conversations without one are left out (Intercom: first response time, all hours).', fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? span(ticket.createdAt, ticket.firstResponseHumanAt) : null)) },
    { id: 'officeHours', clock: 'business', definition: 'From the customer\'s first message to the first visible reply of a person, without the time out of office hours (Intercom: time_to_admin_reply); conversations without one are left out.', fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? ticket.firstResponseHumanBusinessMs : null)) },
    { id: 'fromHandover', cohort: COHORT.byPeople, definition: 'From the hand-over to people to the first public reply of a person, on all hours: the wait that people cause, without the time before it in the flow.', fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? afterHandover(ticket.handedOverAt, ticket.firstResponseHumanAt) : null)) },
  ],
  styles: { intercom: 'allHours' },
  fold: (run) => valuesOf(run, (ticket) => (isRequest(ticket) ? span(ticket.createdAt, ticket.firstResponseHumanAt) : null)),
})
