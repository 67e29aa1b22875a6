import type { MetricSample } from './define-metric.ts'
import type { RunFacts, SlaResult, TicketFacts } from './ticket-facts.ts'

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

/** Whether a ticket was a request that somebody had to answer (spam and automatic replies are not). */
export function isRequest(ticket: TicketFacts): boolean {
  return ticket.outcome !== 'dropped'
}
