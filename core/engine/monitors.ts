import { cancelTimer } from './cancel.ts'
import { checkOutputs } from './check-output.ts'
import { describeOutputs } from './describe-outputs.ts'
import type { EngineEvent } from './engine-event.ts'
import type { MonitorState } from './engine-state.ts'
import type { ProgramMonitor } from './program.ts'
import { spendAgentCall } from './budgets.ts'
import { issue, nodeOf, note, quoted, writeRoot, type Work } from './work.ts'

/** Every monitor at the start of a ticket. */
export const freshMonitor: MonitorState = { runs: 0 }

/** Starts the monitors that watch for one of these events while the ticket is in one of their stages. */
export function startMonitors(work: Work, events: readonly string[]): void {
  const { monitors } = work.program
  for (let index = 0; index < monitors.length; index++) {
    const monitor = monitors[index]
    if (monitor !== undefined && events.some((event) => monitor.events.has(event)) && watches(work, monitor)) start(work, monitor, index)
  }
}

function watches(work: Work, monitor: ProgramMonitor): boolean {
  const { stages } = monitor
  return work.tokens.length > 0 && (stages === undefined || work.tokens.some((token) => stages.has(nodeOf(work, token.nodeId).stage)))
}

function start(work: Work, monitor: ProgramMonitor, index: number): void {
  const state = work.monitors[index] ?? freshMonitor
  if (state.taskId !== undefined) {
    const reason = 'a newer event replaces it'
    issue(work, { kind: 'cancelTask', taskId: state.taskId, reason })
    cancelTimer(work, state.timerId)
    note(work, monitor.id, 'monitor', `Monitor ${quoted(monitor.label)} starts anew: ${reason}.`)
  }
  const refused = spendAgentCall(work)
  if (refused !== undefined) {
    note(work, monitor.id, 'error', `Monitor ${quoted(monitor.label)} did not run: ${refused}`)
    write(work, index, { runs: state.runs })
    return
  }
  const visit = state.runs + 1
  const taskId = `monitor:${monitor.id}.${visit}`
  const timerId = `timeout:${taskId}`
  issue(work, {
    kind: 'startAgent', taskId, owner: { kind: 'monitor', id: monitor.id }, agentId: monitor.agentId, visit, attempt: 1, input: {},
    idempotencyKey: `${work.context.ticket.id}/${work.place}${taskId}/1`,
  })
  issue(work, { kind: 'setTimer', timerId, delayMs: monitor.timeoutMs })
  write(work, index, { runs: visit, taskId, timerId })
}

/** A monitor's agent has answered or failed: its errors are written down and lead nowhere. */
export function endMonitor(work: Work, index: number, event: Extract<EngineEvent, { kind: 'task.completed' | 'task.failed' }>): void {
  const monitor = work.program.monitors[index]
  const state = work.monitors[index]
  if (monitor === undefined || state === undefined) return
  cancelTimer(work, state.timerId)
  write(work, index, { runs: state.runs })
  if (event.kind === 'task.failed') {
    note(work, monitor.id, 'error', `Monitor ${quoted(monitor.label)} failed with ${event.code}: ${event.message}`)
    return
  }
  const checked = checkOutputs(event.outputs, monitor.outputs, work.program.teams)
  if (checked.kind === 'misfit') {
    note(work, monitor.id, 'error', `Monitor ${quoted(monitor.label)} failed with LUMOS.OutputInvalid: ${checked.message}`)
    return
  }
  writeRoot(work, monitor.id, checked.outputs)
  note(work, monitor.id, 'monitor', () => describeOutputs(monitor.label, checked.outputs), () => ({ outputs: checked.outputs, reasons: event.reasons }))
}

/** A monitor's agent has taken too long. */
export function timeOutMonitor(work: Work, index: number): void {
  const monitor = work.program.monitors[index]
  const state = work.monitors[index]
  if (monitor === undefined || state?.taskId === undefined) return
  issue(work, { kind: 'cancelTask', taskId: state.taskId, reason: 'its time is over' })
  write(work, index, { runs: state.runs })
  note(work, monitor.id, 'error', `Monitor ${quoted(monitor.label)} failed with LUMOS.Timeout: it did not answer in time.`)
}

function write(work: Work, index: number, state: MonitorState): void {
  work.monitors = work.monitors.map((other, at) => (at === index ? state : other))
}
