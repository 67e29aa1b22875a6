import type { Ticket } from '../tickets/ticket.ts'

/** Why a history cannot be fitted to: what, why, and what to do. */
export type HistoryProblem = { readonly code: 'history.tooFew' | 'history.oneInstant' | 'history.noResponses' | 'history.tooShort'; readonly message: string; readonly hint: string }

const FEWEST_TICKETS = 50
const FEWEST_RESPONSES = 50
const SHORTEST_MS = 3 * 86_400_000

/** What stands in the way of a fit, if anything does. */
export function checkHistory(tickets: readonly Ticket[]): HistoryProblem | null {
  if (tickets.length < FEWEST_TICKETS) {
    return { code: 'history.tooFew', message: `A fit needs at least ${FEWEST_TICKETS} tickets; there ${tickets.length === 1 ? 'is' : 'are'} ${tickets.length}.`, hint: 'Export a longer time, best eight weeks or more.' }
  }
  const times = tickets.map((ticket) => ticket.createdAt)
  const span = times.reduce((most, at) => Math.max(most, at), -Infinity) - times.reduce((least, at) => Math.min(least, at), Infinity)
  if (span === 0) {
    return { code: 'history.oneInstant', message: `All ${tickets.length} tickets were created at the same instant.`, hint: 'The column of creation may hold the time of the export: export the time at which each ticket was created.' }
  }
  if (span < SHORTEST_MS) {
    return { code: 'history.tooShort', message: `The tickets span ${Math.max(1, Math.round(span / 3_600_000))} hours; a fit needs at least three days, so that some of them can be held out.`, hint: 'Export a longer time, best eight weeks or more.' }
  }
  const answered = tickets.filter((ticket) => ticket.history.isSpam !== true && ticket.history.firstResponseAt !== undefined).length
  if (answered < FEWEST_RESPONSES) {
    return { code: 'history.noResponses', message: `${answered} of ${tickets.length} tickets have the time of a first response; a fit needs at least ${FEWEST_RESPONSES}.`, hint: 'Export the time of the first reply (first_response_at, or first_reply_time_in_minutes), or the messages with their times.' }
  }
  return null
}
