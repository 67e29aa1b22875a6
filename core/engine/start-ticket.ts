import type { Value } from '../conditions/value.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EngineState, TicketRoot } from './engine-state.ts'
import { enterNode } from './enter-node.ts'
import { evaluate } from './expression.ts'
import { failNode } from './fail-node.ts'
import { parkTicket } from './finish.ts'
import { lifetimeTimer } from './lifetime.ts'
import { freshMonitor } from './monitors.ts'
import type { Program, StartNode } from './program.ts'
import { describeDuration } from './reason.ts'
import { addToken } from './tokens.ts'
import { freshTrigger } from './triggers.ts'
import { issue, note, quoted, touch, type Work } from './work.ts'

type StartEvent = Extract<EngineEvent, { kind: 'start' }>

/** The events that the entry into a flow counts as: the first message is a message. */
export const startNames: readonly string[] = ['start', 'message.inbound']

/** The state of a ticket that is about to enter its flow. */
export function initialState(program: Program, event: StartEvent): EngineState {
  return freshState(program, { ticket: { ...event.ticket, status: 'open' }, customer: definedFields(event.customer), message: { text: event.text, at: event.at } }, event.at)
}

/** The state of a ticket that is about to enter a flow, its own or a subflow. */
export function freshState(program: Program, roots: { readonly ticket: TicketRoot; readonly customer: Value; readonly message: Value }, at: number): EngineState {
  return {
    status: 'running',
    position: 0,
    context: { ticket: roots.ticket, customer: roots.customer, message: roots.message, vars: program.initialVars, nodes: {}, now: at },
    tokens: [],
    forks: [],
    subflows: [],
    triggers: program.triggers.map(() => freshTrigger),
    monitors: program.monitors.map(() => freshMonitor),
    sla: {},
    agentCalls: 0,
    costUsd: 0,
    lifetimeRuns: false,
    nextToken: 1,
  }
}

function definedFields(customer: StartEvent['customer']): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(customer).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** Puts the first token at the start node that takes the ticket's channel. */
export function placeFirstToken(work: Work): void {
  const { channel } = work.context.ticket
  for (const root of ['ticket.channel', 'customer', 'message']) touch(work, root)
  for (const start of work.program.starts) {
    if (!start.channels.includes(channel)) continue
    const accepted = accepts(work, start)
    if (accepted === 'no') continue
    if (accepted === 'failed') return
    note(work, start.id, 'started', `A ticket came in by ${channel} at ${quoted(start.label)}.`)
    addToken(work, start.id)
    startLifetime(work)
    return
  }
  parkTicket(work, 'LUMOS.NoStart', `no start of the flow takes tickets by ${channel}. Add the channel to a start.`)
}

function startLifetime(work: Work): void {
  const { lifetimeMs } = work.program
  if (lifetimeMs === undefined) return
  issue(work, { kind: 'setTimer', timerId: lifetimeTimer, delayMs: lifetimeMs })
  work.lifetimeRuns = true
}

/** The ticket has been in the flow for as long as it may. */
export function endLifetime(work: Work): void {
  work.lifetimeRuns = false
  const whose = work.parent === undefined ? 'the ticket' : 'the subflow'
  parkTicket(work, 'LUMOS.BudgetExceeded', `${whose} has used up its lifetime of ${describeDuration(work.program.lifetimeMs ?? 0)}.`)
}

function accepts(work: Work, start: StartNode): 'yes' | 'no' | 'failed' {
  if (start.when === undefined) return 'yes'
  const outcome = evaluate(work, start.when, work.context)
  if (outcome.kind === 'value') return outcome.value === true ? 'yes' : 'no'
  failNode(work, addToken(work, start.id), start, outcome.code, `its condition could not be decided: ${outcome.message}.`)
  return 'failed'
}

/** Sets the first token going, after monitors have seen where it stands. */
export function leaveStart(work: Work): void {
  const token = work.tokens[0]
  if (token !== undefined && token.visit === 0 && work.agenda.length === 0) enterNode(work, token, token.nodeId, undefined)
}
