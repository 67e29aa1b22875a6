import { bizAdd } from '../calendars/calendar.ts'
import type { Value } from '../conditions/value.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineEvent } from '../engine/engine-event.ts'
import type { CustomerText } from './customers.ts'
import { outputRoot } from './issue-type-site.ts'
import { ticketKey } from './keyed-random.ts'
import { calendarKey } from './run-plan.ts'
import type { Arrival, RunPlan } from './run-plan.ts'
import type { TicketCase } from './ticket-case.ts'

/** The ticket with which a customer comes back after the first one was closed; it counts for itself, with the messages that are left. */
export function followUp({ arrival, realReplies }: Pick<TicketCase, 'arrival' | 'realReplies'>, { text, synthetic }: Pick<CustomerText, 'text' | 'synthetic'>, at: number, plan: Pick<RunPlan, 'from' | 'to' | 'arrivals'>): Arrival {
  const id = `${arrival.id}+1`
  const used = realReplies + (synthetic ? 0 : 1)
  let seen = 0
  const messages = arrival.ticket.messages.filter((message) => {
    if (message.from === 'customer') seen += 1
    return seen > used
  })
  return {
    ...arrival, id, key: ticketKey(id), at, text, order: plan.arrivals.length + arrival.order, counted: at >= plan.from && at < plan.to, linkedTo: arrival.id,
    ticket: { ...arrival.ticket, description: text, messages },
  }
}

/** Whether an arrival after the window finds no ticket of the window unfinished: then nothing of the figures is left to wait for. */
export function isOver({ to }: Pick<RunPlan, 'to'>, arrival: Arrival, cases: readonly Pick<TicketCase, 'arrival' | 'outcome'>[]): boolean {
  return !arrival.counted && arrival.at > to && cases.findLast((ticket) => ticket.arrival.counted && ticket.outcome === 'open') === undefined
}

/** Keeps the issue type where the flow writes it; true where it was not known before. */
export function noteIssueType({ issueType, workflow }: Pick<RunPlan, 'issueType' | 'workflow'>, ticket: TicketCase, { owner, workflow: inside }: Extract<EngineCommand, { kind: 'startAgent' }>, outputs: Readonly<Record<string, Value>>): boolean {
  if (issueType === null || inside !== undefined) return false
  const value = outputs[issueType.output]
  if (typeof value !== 'string' || value === ticket.issueType || outputRoot(workflow, owner.id) !== issueType.root) return false
  ticket.issueType = value
  return true
}

/** What the flow is told when the last try of a call has failed. */
export function serviceFailed(ticket: TicketCase, taskId: string, at: number): EngineEvent {
  ticket.aiActions += 1
  return { kind: 'task.failed', at, taskId, code: 'LUMOS.ModelFailed', message: 'The service behind the agent has failed, and so did every further try.' }
}

/** When a timer of the flow fires: after wall time, or after open time of its calendar. */
export function timerAt({ calendars }: Pick<RunPlan, 'calendars'>, { workflow, calendar, delayMs }: Extract<EngineCommand, { kind: 'setTimer' }>, now: number): number {
  const open = calendar === undefined ? undefined : calendars.get(calendarKey(workflow, calendar))
  return open === undefined ? now + delayMs : bizAdd(open, now, delayMs)
}

/** The earlier of two instants of which either may be missing. */
export function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
