import type { EngineEvent } from './engine-event.ts'
import type { EngineState } from './engine-state.ts'
import { enterNode } from './enter-node.ts'
import { evaluate } from './expression.ts'
import { failNode } from './fail-node.ts'
import { parkTicket } from './finish.ts'
import { freshMonitor } from './monitors.ts'
import type { Program, StartNode } from './program.ts'
import { addToken } from './tokens.ts'
import { freshTrigger } from './triggers.ts'
import { note, quoted, touch, type Work } from './work.ts'

type StartEvent = Extract<EngineEvent, { kind: 'start' }>

/** The state of a ticket that is about to enter a flow. */
export function initialState(program: Program, event: StartEvent): EngineState {
  return {
    status: 'running',
    position: 0,
    context: {
      ticket: { ...event.ticket, status: 'open' },
      customer: definedFields(event.customer),
      message: { text: event.text, at: event.at },
      vars: program.initialVars,
      nodes: {},
      now: event.at,
    },
    tokens: [],
    forks: [],
    triggers: program.triggers.map(() => freshTrigger),
    monitors: program.monitors.map(() => freshMonitor),
    sla: {},
    agentCalls: 0,
    nextToken: 1,
  }
}

function definedFields(customer: StartEvent['customer']): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const name of ['id', 'tier', 'locale'] as const) {
    const value = customer[name]
    if (value !== undefined) fields[name] = value
  }
  return fields
}

/** Puts the first token at the start node that takes the ticket's channel. */
export function placeFirstToken(work: Work, event: StartEvent): void {
  for (const root of ['ticket.channel', 'customer', 'message']) touch(work, root)
  for (const start of work.program.starts) {
    if (!start.channels.includes(event.ticket.channel)) continue
    const accepted = accepts(work, start)
    if (accepted === 'no') continue
    if (accepted === 'failed') return
    note(work, start.id, 'started', `A ticket came in by ${event.ticket.channel} at ${quoted(start.label)}.`)
    addToken(work, start.id)
    return
  }
  parkTicket(work, 'LUMOS.NoStart', `no start of the flow takes tickets by ${event.ticket.channel}. Add the channel to a start.`)
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
