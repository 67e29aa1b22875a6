import { cancelFlow, cancelTokens, stopObservers, cancelToken } from './cancel.ts'
import type { TicketStatus } from './engine-command.ts'
import type { ErrorCode } from './engine-event.ts'
import { everyFlow, issue, note, ticketWork, touch, type Work } from './work.ts'

/** Ends the flow when no token is left: the ticket with its own flow, a subflow for the node that it runs in. */
export function finishIfDone(work: Work): void {
  if (work.status !== 'running' || work.tokens.length > 0) return
  stopObservers(work, work.parent === undefined ? 'the ticket has left the flow' : 'the subflow has ended')
  work.status = 'finished'
  if (work.parent !== undefined) return
  const outcome = work.outcome ?? 'unresolved'
  writeStatus(work, outcome === 'resolved' ? 'resolved' : 'closed')
  issue(work, { kind: 'finish', outcome })
}

/** Ends every way of the ticket with an outcome, as an order from outside does. */
export function cancelTicket(work: Work, reason: string): void {
  const node = work.tokens[0]?.nodeId ?? ''
  cancelTokens(work, reason)
  note(work, node, 'cancelled', `The ticket was cancelled: ${reason}.`)
  work.outcome = 'dropped'
}

/** Nothing in the flow can go on with the ticket: it is taken out for a person; a subflow fails at its node instead. */
export function parkTicket(work: Work, code: ErrorCode, message: string): void {
  const node = work.tokens[0]?.nodeId ?? work.program.starts[0]?.id ?? ''
  cancelFlow(work, work.parent === undefined ? 'the ticket is parked' : 'the subflow cannot go on')
  work.status = 'parked'
  if (work.parent !== undefined) {
    work.failure = { code, message }
    return
  }
  note(work, node, 'parked', `Parked for a person, ${code}: ${message}`)
  issue(work, { kind: 'park', code, message })
}

/** Brings the ticket's status in line with what its tokens wait for, in subflows too. */
export function updateStatus(work: Work): void {
  let status: TicketStatus = 'open'
  for (const flow of work.subflows.length === 0 ? [work] : everyFlow(work)) {
    for (const token of flow.tokens) {
      if (token.wait.kind === 'human' && token.wait.task === 'conversation') {
        writeStatus(work, 'handedOff')
        return
      }
      if (token.wait.kind === 'reply') status = 'waiting'
    }
  }
  writeStatus(work, status)
}

function writeStatus(work: Work, status: TicketStatus): void {
  if (work.context.ticket.status === status) return
  const ticket = { ...work.context.ticket, status }
  for (const flow of everyFlow(work)) {
    flow.context.ticket = ticket
    touch(flow, 'ticket.status')
  }
  issue(work, { kind: 'ticketStatus', status })
}

/** Whether a person is in conversation with the customer, in whatever flow. */
export function isInConversation(work: Work): boolean {
  return everyFlow(ticketWork(work)).some((flow) => flow.tokens.some(({ wait }) => wait.kind === 'human' && wait.task === 'conversation'))
}

/** Removes every token but one, for an end that closes the ticket. */
export function cancelOtherTokens(work: Work, keep: number, reason: string): void {
  for (const token of work.tokens.slice()) {
    const stillThere = work.tokens.some((other) => other.id === token.id)
    if (stillThere && token.id !== keep) cancelToken(work, token, reason)
  }
  work.forks.length = 0
}
