import type { EngineCommand } from '../../../core/engine/engine-command.ts'
import type { EngineEvent } from '../../../core/engine/engine-event.ts'
import type { EngineState } from '../../../core/engine/engine-state.ts'
import { lifetimeTimer } from '../../../core/engine/lifetime.ts'
import type { Program } from '../../../core/engine/program.ts'
import { step } from '../../../core/engine/step.ts'
import type { TraceEntry } from '../../../core/engine/trace-entry.ts'

/** Everything that a log makes of a ticket; with `throughJson` every state is written out and read back between two events. */
export function replayLog(program: Program, log: readonly EngineEvent[], throughJson = false): { readonly state: EngineState | undefined; readonly trace: readonly TraceEntry[]; readonly commands: readonly EngineCommand[] } {
  let state: EngineState | undefined
  const trace: TraceEntry[] = []
  const commands: EngineCommand[] = []
  for (const event of log) {
    const result = step(program, throughJson && state !== undefined ? readBack(state) : state, event)
    state = result.state
    trace.push(...result.trace)
    commands.push(...result.commands)
  }
  return { state, trace, commands }
}

function readBack(state: EngineState): EngineState {
  const text: EngineState = JSON.parse(JSON.stringify(state))
  return text
}

/** What is wrong with a state, in sentences: every invariant that a step must keep. */
export function brokenInvariants(state: EngineState): readonly string[] {
  const broken: string[] = []
  const { tokens, forks } = state
  if (new Set(tokens.map((token) => token.id)).size !== tokens.length) broken.push('Two tokens have one id.')
  const places = tokens.filter((token) => token.forkId === undefined && token.side === undefined).length
  if (places > 1) broken.push('The ticket is at two places at once.')
  if (state.status === 'running' && places === 0 && state.outcome === undefined) broken.push('The ticket is nowhere, and no end was reached.')
  if (tokens.some((token) => token.wait.kind === 'moving')) broken.push('A token was left on its way.')
  if (state.status === 'running' && tokens.length === 0) broken.push('The ticket runs and has no token.')
  if (state.status !== 'running' && (tokens.length > 0 || forks.length > 0 || state.subflows.length > 0 || state.lifetimeRuns)) broken.push('The ticket has left the flow and left something behind.')
  for (const fork of forks) {
    for (const [arm, status] of Object.entries(fork.arms)) {
      const held = tokens.filter((token) => token.forkId === fork.id && token.armId === arm).length
      if (held !== (status === 'running' ? 1 : 0)) broken.push(`Arm ${arm} of ${fork.id} is ${status} and has ${held} tokens.`)
    }
    const parent = tokens.find((token) => token.id === fork.parentToken)
    if (!Object.values(fork.arms).includes('running')) broken.push(`No arm of ${fork.id} can arrive any more.`)
    if (!fork.joined && (parent?.wait.kind !== 'fork' || parent.wait.forkId !== fork.id)) broken.push(`Nothing waits for ${fork.id}.`)
  }
  for (const token of tokens) {
    if ((token.wait.kind === 'time' || token.wait.kind === 'reply' || token.wait.kind === 'approval') && token.timerId === undefined) broken.push(`Token ${token.id} waits for a time that never comes.`)
    if (token.forkId !== undefined && !forks.some((fork) => fork.id === token.forkId)) broken.push(`Token ${token.id} belongs to a block that is gone.`)
    if (token.wait.kind === 'subflow' && state.subflows.filter((run) => run.parentToken === token.id && token.wait.kind === 'subflow' && run.id === token.wait.subflowId).length !== 1) broken.push(`Token ${token.id} waits for a subflow that is gone.`)
    if (token.wait.kind === 'fork' && !forks.some((fork) => token.wait.kind === 'fork' && fork.id === token.wait.forkId)) broken.push(`Token ${token.id} waits for a block that is gone.`)
  }
  for (const run of state.subflows) {
    if (run.state.status !== 'running') broken.push(`Subflow ${run.id} is ${run.state.status} and still there.`)
    if (!tokens.some((token) => token.id === run.parentToken && token.wait.kind === 'subflow')) broken.push(`Nothing waits for subflow ${run.id}.`)
    broken.push(...brokenInvariants(run.state).map((problem) => `${run.id}: ${problem}`))
  }
  return broken
}

/** The tasks and timers that a driver still has open after these commands and events, against those that the state knows. */
export function openWork(log: readonly EngineEvent[], commands: readonly EngineCommand[]): { readonly tasks: readonly string[]; readonly timers: readonly string[] } {
  const tasks = new Set<string>()
  const timers = new Set<string>()
  for (const command of commands) {
    if (command.kind === 'startAgent' || command.kind === 'startTool' || command.kind === 'startHuman' || command.kind === 'startApproval') tasks.add(command.taskId)
    if (command.kind === 'setTimer') timers.add(command.timerId)
  }
  for (const command of commands) {
    if (command.kind === 'cancelTask') tasks.delete(command.taskId)
    if (command.kind === 'cancelTimer') timers.delete(command.timerId)
  }
  for (const event of log) {
    if (event.kind === 'task.completed' || event.kind === 'task.failed' || event.kind === 'human.completed') tasks.delete(event.taskId)
    if (event.kind === 'timer') timers.delete(event.timerId)
  }
  return { tasks: [...tasks].sort(), timers: [...timers].sort() }
}

/** The tasks and timers that a state waits for, those of its subflows with their place in front. */
export function awaitedWork(state: EngineState): { readonly tasks: readonly string[]; readonly timers: readonly string[] } {
  const tasks: (string | undefined)[] = state.monitors.map((monitor) => monitor.taskId)
  const timers: (string | undefined)[] = [...state.monitors, ...state.triggers, ...state.forks, ...state.tokens].map((owner) => owner.timerId)
  if (state.lifetimeRuns) timers.push(lifetimeTimer)
  for (const { wait } of state.tokens) {
    if (wait.kind === 'task' || wait.kind === 'approval') tasks.push(wait.taskId)
    if (wait.kind === 'human') tasks.push(wait.taskId, wait.assistTaskId)
    if (wait.kind === 'backoff') timers.push(wait.timerId)
  }
  for (const subflow of state.subflows) {
    const inside = awaitedWork(subflow.state)
    tasks.push(...inside.tasks.map((id) => `${subflow.id}/${id}`))
    timers.push(...inside.timers.map((id) => `${subflow.id}/${id}`))
  }
  return { tasks: tasks.filter((id) => id !== undefined).sort(), timers: timers.filter((id) => id !== undefined).sort() }
}
