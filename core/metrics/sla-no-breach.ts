import { defineMetric } from './define-metric.ts'
import { COHORT, resultsOf, shareOf } from './samples.ts'
import type { SlaResult, TicketFacts } from './ticket-facts.ts'

function isJudged(ticket: TicketFacts): boolean {
  const results = resultsOf(ticket)
  return results.some(isBreach) || (results.length > 0 && !results.includes('active'))
}

function isBreach(result: SlaResult): boolean {
  return result === 'breached' || result === 'activeBreached'
}

/** Tickets with no breach. */
export const slaNoBreach = defineMetric({
  id: 'slaNoBreach',
  title: 'Tickets with no breach',
  unit: 'share',
  cohort: COHORT.tickets,
  definition: 'Share of the tickets with a promise of which no target was breached, of those that have completed all their targets or breached one.',
  better: 'higher',
  fold: (run) => shareOf(run, isJudged, (ticket) => !resultsOf(ticket).some(isBreach)),
})
