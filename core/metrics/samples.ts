import type { MetricSample } from './define-metric.ts'
import type { RunFacts, SlaResult, TicketFacts } from './ticket-facts.ts'

/** The tickets that metrics are about, in words. */
export const COHORT = {
  tickets: 'all tickets created in the window',
  requests: 'requests created in the window (spam and automatic replies left out)',
  answered: 'requests created in the window that got one by the end of the run',
  solved: 'tickets created in the window that are solved at the end of the run',
  everSolved: 'tickets created in the window that were solved at least once',
  byAgents: 'requests created in the window on which an agent of the flow worked',
  repliedByAgents: 'requests created in the window to which an agent of the flow wrote',
  byPeople: 'requests created in the window that were given to people',
  live: 'tickets created in the window on live channels (chat, voice)',
  promised: 'targets of tickets created in the window',
  people: 'everybody on shift in the window',
} as const

/** One observation for each ticket that has one. */
export function valuesOf(run: RunFacts, value: (ticket: TicketFacts) => number | null): MetricSample {
  const values: number[] = []
  for (const ticket of run.tickets) {
    const one = value(ticket)
    if (one !== null) values.push(one)
  }
  return { kind: 'values', values }
}

/** The share of the tickets that count for which something holds. */
export function shareOf(run: RunFacts, counts: (ticket: TicketFacts) => boolean, holds: (ticket: TicketFacts) => boolean): MetricSample {
  let part = 0
  let whole = 0
  for (const ticket of run.tickets) {
    if (!counts(ticket)) continue
    whole += 1
    if (holds(ticket)) part += 1
  }
  return { kind: 'share', part, whole }
}

/** Achieved targets among completed ones. */
export function attainment(run: RunFacts, result: (ticket: TicketFacts) => SlaResult): MetricSample {
  return shareOf(run, (ticket) => result(ticket) === 'achieved' || result(ticket) === 'breached', (ticket) => result(ticket) === 'achieved')
}

/** Achieved targets among completed ones and those that are still running past their time. */
export function attainmentWithActive(run: RunFacts, result: (ticket: TicketFacts) => SlaResult): MetricSample {
  return shareOf(run, (ticket) => result(ticket) === 'activeBreached' || result(ticket) === 'achieved' || result(ticket) === 'breached', (ticket) => result(ticket) === 'achieved')
}

/** Every result of a ticket's targets. */
export function resultsOf(ticket: TicketFacts): readonly NonNullable<SlaResult>[] {
  const results: NonNullable<SlaResult>[] = []
  if (ticket.slaFirstResponse !== null) results.push(ticket.slaFirstResponse)
  if (ticket.slaResolution !== null) results.push(ticket.slaResolution)
  for (const clock of ticket.clocks) results.push(clock.result)
  return results
}

/** Whether a ticket was a request that somebody had to answer (spam and automatic replies are not). */
export function isRequest(ticket: TicketFacts): boolean {
  return ticket.outcome !== 'dropped'
}

/** Whether it came by a channel on which the customer waits. */
export function isLive(ticket: TicketFacts): boolean {
  return ticket.channel === 'chat' || ticket.channel === 'voice'
}

/** Whether the customer left before any public reply, sooner than anyone could have answered. */
export function isShortAbandonment(run: RunFacts, ticket: TicketFacts): boolean {
  return ticket.outcome === 'abandoned' && ticket.endedAt !== null && ticket.endedAt - ticket.createdAt < run.live.shortMs
}

/** Resolved by the flow alone, and the customer did not come back for more. */
export function isContained(ticket: TicketFacts): boolean {
  return ticket.outcome === 'resolvedAutomatically' && !ticket.byPerson && ticket.reopens === 0 && ticket.askedAgainAfterMs === null
}

/** From a start to an end, or null where one is missing. */
export function span(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from
}
