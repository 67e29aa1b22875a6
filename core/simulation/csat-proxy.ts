import type { TicketFacts } from '../metrics/ticket-facts.ts'
import type { CsatProxyDocument } from '../spec/kpis-schema.ts'
import { exp } from './math-exp.ts'

const HOUR_MS = 3_600_000

/** The scenario's estimate that a customer would call the service good; whoever still waits has waited until the end of the run. */
export function csatProxyOf(formula: CsatProxyDocument | null, end: number): ((ticket: TicketFacts) => number) | null {
  if (formula === null) return null
  const { intercept, resolved = 0, responseHour = 0, resolutionHour = 0, frustration = 0 } = formula
  return (ticket) => {
    const solved = ticket.resolvedAt !== null && !ticket.gaveUp
    const odds = intercept
      + (solved ? resolved : 0)
      + (responseHour * ((ticket.firstResponseAnyAt ?? end) - ticket.createdAt)) / HOUR_MS
      + (resolutionHour * ((ticket.resolvedAt ?? end) - ticket.createdAt)) / HOUR_MS
      + frustration * (ticket.frustration ?? 0)
    return odds >= 0 ? 1 / (1 + exp(-odds)) : exp(odds) / (1 + exp(odds))
  }
}
