import { assertNever } from '../assert-never.ts'
import type { Value } from '../conditions/value.ts'
import type { EngineCommand } from './engine-command.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EngineState } from './engine-state.ts'
import type { EvaluationWatch } from './expression.ts'
import { cancelTicket } from './finish.ts'
import { takeReply } from './message-node.ts'
import { startMonitors } from './monitors.ts'
import type { Program } from './program.ts'
import { describeDuration } from './reason.ts'
import { observe, runToCompletion } from './run-to-completion.ts'
import { initialState, leaveStart, placeFirstToken, startNames } from './start-ticket.ts'
import { takeHumanResult, takeTaskResult } from './take-result.ts'
import { takeTimer } from './take-timer.ts'
import type { TraceEntry } from './trace-entry.ts'
import { takeEvent } from './wait-node.ts'
import { closeWork, everyFlow, note, openWork, slaRoot, touch, type TraceDetail, type Work } from './work.ts'

/** What one event did to one ticket. */
export type StepResult = { readonly state: EngineState; readonly commands: readonly EngineCommand[]; readonly trace: readonly TraceEntry[] }

/**
 * The meaning of a flow: what one event does to one ticket. The simulator, the tests and a production host all call this
 * function; it knows no clock, no chance and no outside. A ticket that has left the flow ignores what still comes. `detail` says
 * how much of the trace is wanted; nothing else depends on it.
 */
export function step(program: Program, state: EngineState | undefined, event: EngineEvent, detail: TraceDetail = 'full', watch?: EvaluationWatch): StepResult {
  if (event.kind === 'start') {
    if (state !== undefined) return { state, commands: [], trace: [] }
    const work = openWork(program, initialState(program, event), event.at, detail, undefined, watch)
    placeFirstToken(work)
    finishStep(work, startNames, true)
    return result(work)
  }
  if (state === undefined) throw new Error(`The first event of a ticket must be "start", but it is "${event.kind}". Send the ticket's start first.`)
  if (state.status !== 'running') return { state, commands: [], trace: [] }
  const work = openWork(program, state, event.at, detail, undefined, watch)
  const name = event.kind === 'human.completed' ? `human.${event.outcome}` : event.kind
  applyEvent(work, event)
  if (work.subflows.length === 0) takeEvent(work, name)
  else for (const flow of everyFlow(work)) takeEvent(flow, name)
  finishStep(work, [name], false)
  return result(work)
}

function finishStep(work: Work, names: readonly string[], isStart: boolean): void {
  if (work.status !== 'running') return
  const flows = everyFlow(work)
  for (const flow of flows) startMonitors(flow, names)
  // The outer flow comes first: what it interrupts has nothing more to say.
  for (const flow of flows) if (flow.status === 'running') observe(flow, names)
  if (isStart) leaveStart(work)
  runToCompletion(work)
}

function result(work: Work): StepResult {
  return { state: closeWork(work), commands: work.share.commands, trace: work.share.trace }
}

function applyEvent(work: Work, event: Exclude<EngineEvent, { kind: 'start' }>): void {
  switch (event.kind) {
    case 'message.inbound':
      shareRoot(work, 'message', { text: event.text, at: event.at }, 'message')
      takeReply(work, event)
      return
    case 'task.completed':
    case 'task.failed':
      takeTaskResult(work, event)
      return
    case 'human.completed':
      takeHumanResult(work, event)
      return
    case 'timer':
      takeTimer(work, event.timerId)
      return
    case 'sla.due':
    case 'sla.warning':
    case 'sla.breach':
      takeSla(work, event)
      return
    case 'cancel':
      cancelTicket(work, event.reason)
      return
    default:
      assertNever(event)
  }
}

function shareRoot(work: Work, root: string, value: Value, key: string): void {
  for (const flow of everyFlow(work)) {
    flow.context[root] = value
    touch(flow, key)
  }
}

function takeSla(work: Work, event: Extract<EngineEvent, { kind: 'sla.due' | 'sla.warning' | 'sla.breach' }>): void {
  const { clock, dueAt } = event
  const breached = event.kind === 'sla.breach' || (event.kind === 'sla.due' && event.breached === true)
  work.sla = { ...work.sla, [clock]: { dueAt, breached } }
  shareRoot(work, 'sla', slaRoot(work.sla, work.at), `sla.${clock}`)
  const says = { 'sla.due': () => `is ${describeDuration(dueAt - work.at)}`, 'sla.warning': () => 'is running out', 'sla.breach': () => 'is over' } as const
  note(work, work.tokens[0]?.nodeId ?? '', 'sla', () => `The time for the ${clock === 'firstResponse' ? 'first response' : 'resolution'} ${says[breached ? 'sla.breach' : event.kind]()}.`)
}
