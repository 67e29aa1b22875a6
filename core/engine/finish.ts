import { cancelTimer, cancelToken } from './cancel.ts'
import type { TicketStatus } from './engine-command.ts'
import type { TriggerState } from './engine-state.ts'
import { note, touch, type Work } from './work.ts'

/** Ends the ticket when no token is left. */
export function finishIfDone(work: Work): void {
  if (work.status !== 'running' || work.tokens.length > 0) return
  const outcome = work.outcome ?? 'unresolved'
  stopObservers(work, 'the ticket has left the flow')
  work.status = 'finished'
  writeStatus(work, outcome === 'resolved' ? 'resolved' : 'closed')
  work.commands.push({ kind: 'finish', outcome })
}

/** Ends every way of the ticket with an outcome, as an order from outside does. */
export function cancelTicket(work: Work, reason: string): void {
  const node = work.tokens[0]?.nodeId ?? ''
  for (const token of rootsFirst(work)) cancelToken(work, token, reason)
  note(work, node, 'cancelled', `The ticket was cancelled: ${reason}.`)
  work.outcome = 'dropped'
}

/** Takes the ticket out of the flow for a person, because nothing in the flow can go on with it. */
export function parkTicket(work: Work, code: string, message: string): void {
  const node = work.tokens[0]?.nodeId ?? work.program.starts[0]?.id ?? ''
  for (const token of rootsFirst(work)) cancelToken(work, token, 'the ticket is parked')
  stopObservers(work, 'the ticket is parked')
  work.agenda.length = 0
  work.status = 'parked'
  note(work, node, 'parked', `Parked for a person, ${code}: ${message}`)
  work.commands.push({ kind: 'park', code, message })
}

function rootsFirst(work: Work): Work['tokens'] {
  return work.tokens.filter((token) => token.forkId === undefined)
}

function stopObservers(work: Work, reason: string): void {
  work.monitors = work.monitors.map((monitor) => {
    if (monitor.taskId === undefined) return monitor
    cancelTimer(work, monitor.timerId)
    work.commands.push({ kind: 'cancelTask', taskId: monitor.taskId, reason })
    return { runs: monitor.runs }
  })
  work.triggers = work.triggers.map((trigger): TriggerState => {
    if (trigger.timerId === undefined) return trigger
    cancelTimer(work, trigger.timerId)
    return { ...trigger, timerId: undefined, trueSince: undefined }
  })
}

/** Brings the ticket's status in line with what its tokens wait for. */
export function updateStatus(work: Work): void {
  let status: TicketStatus = 'open'
  for (const token of work.tokens) {
    if (token.wait.kind === 'human' && token.wait.task === 'conversation') {
      status = 'handedOff'
      break
    }
    if (token.wait.kind === 'reply') status = 'waiting'
  }
  writeStatus(work, status)
}

function writeStatus(work: Work, status: TicketStatus): void {
  if (work.context.ticket.status === status) return
  work.context.ticket = { ...work.context.ticket, status }
  touch(work, 'ticket.status')
  work.commands.push({ kind: 'ticketStatus', status })
}

/** Removes every token but one, for an end that closes the ticket. */
export function cancelOtherTokens(work: Work, keep: number, reason: string): void {
  for (const token of work.tokens.slice()) {
    const stillThere = work.tokens.some((other) => other.id === token.id)
    if (stillThere && token.id !== keep) cancelToken(work, token, reason)
  }
  work.forks.length = 0
}
