import type { Fork, Token, TriggerState } from './engine-state.ts'
import { lifetimeTimer } from './lifetime.ts'
import { removeToken } from './tokens.ts'
import { dropRoots, issue, nodeOf, note, quoted, type Work } from './work.ts'

/** Takes back a timer. */
export function cancelTimer(work: Work, timerId: string | undefined): void {
  if (timerId !== undefined) issue(work, { kind: 'cancelTimer', timerId })
}

/** Ends what a token waits for: its task, its assistant and its timers. */
export function cancelWait(work: Work, token: Token, reason: string): void {
  cancelTimer(work, token.timerId)
  switch (token.wait.kind) {
    case 'task':
      issue(work, { kind: 'cancelTask', taskId: token.wait.taskId, reason })
      break
    case 'human':
      issue(work, { kind: 'cancelTask', taskId: token.wait.taskId, reason })
      if (token.wait.assistTaskId !== undefined) issue(work, { kind: 'cancelTask', taskId: token.wait.assistTaskId, reason })
      break
    case 'approval':
      issue(work, { kind: 'cancelTask', taskId: token.wait.taskId, reason })
      break
    case 'backoff':
      cancelTimer(work, token.wait.timerId)
      break
    case 'subflow':
      cancelSubflow(work, token.wait.subflowId, reason)
      break
    default:
      break
  }
}

/** Ends a subflow with everything inside it, and forgets it. */
function cancelSubflow(work: Work, id: string, reason: string): void {
  const index = work.subflows.findIndex((subflow) => subflow.id === id)
  const run = work.subflows[index]?.work
  if (run === undefined) return
  cancelFlow(run, reason)
  run.status = 'finished'
  work.subflows.splice(index, 1)
}

/** Ends everything in a flow: its tokens with all below them, its monitors and every timer. */
export function cancelFlow(work: Work, reason: string): void {
  cancelTokens(work, reason)
  stopObservers(work, reason)
  work.agenda.length = 0
}

/** Ends every way of a flow, with the arms, tasks and timers below it. */
export function cancelTokens(work: Work, reason: string): void {
  for (const token of work.tokens.filter(({ forkId }) => forkId === undefined)) cancelToken(work, token, reason)
  // What is left are arms that went on after their join, whose way has ended before them.
  for (const token of work.tokens.slice()) if (work.tokens.includes(token)) cancelToken(work, token, reason)
  work.forks.length = 0
}

/** Stops what watches over a flow: monitors, spans of time that triggers measure, and the flow's own lifetime. */
export function stopObservers(work: Work, reason: string): void {
  work.monitors = work.monitors.map((monitor) => {
    if (monitor.taskId === undefined) return monitor
    cancelTimer(work, monitor.timerId)
    issue(work, { kind: 'cancelTask', taskId: monitor.taskId, reason })
    return { runs: monitor.runs }
  })
  work.triggers = work.triggers.map((trigger): TriggerState => {
    if (trigger.timerId === undefined) return trigger
    cancelTimer(work, trigger.timerId)
    return { ...trigger, timerId: undefined, trueSince: undefined }
  })
  if (work.lifetimeRuns) cancelTimer(work, lifetimeTimer)
  work.lifetimeRuns = false
}

/** Removes a token with every arm, task and timer below it. */
export function cancelToken(work: Work, token: Token, reason: string): void {
  cancelForksOf(work, token, reason)
  cancelWait(work, token, reason)
  removeToken(work, token.id)
  if (token.wait.kind !== 'fork') note(work, token.nodeId, 'cancelled', `Stopped at ${quoted(nodeOf(work, token.nodeId).label)}: ${reason}.`)
}

/** Cancels the blocks that a token still has beside it: arms that went on after their join. */
export function cancelForksOf(work: Work, token: Token, reason: string): void {
  for (const fork of work.forks.slice()) {
    if (fork.parentToken === token.id) cancelFork(work, fork, reason)
  }
}

/** Hands the blocks that a token still has beside it to another one, which goes on in its place. */
export function handOverForks(work: Work, token: Token, heir: number): void {
  for (const fork of work.forks) {
    if (fork.parentToken === token.id) putFork(work, { ...fork, parentToken: heir })
  }
}

/** Cancels the arms of a block that still run, and forgets the block. */
export function cancelFork(work: Work, fork: Fork, reason: string): void {
  cancelArms(work, fork, reason)
  cancelTimer(work, fork.timerId)
  removeFork(work, fork.id)
}

/** Cancels the arms of a block that still run; what they had written becomes absent. */
export function cancelArms(work: Work, fork: Fork, reason: string): Fork {
  const arms = { ...fork.arms }
  const block = work.program.parallels.get(fork.nodeId)
  for (const token of work.tokens.slice()) {
    if (token.forkId !== fork.id || token.armId === undefined) continue
    cancelToken(work, token, reason)
    arms[token.armId] = 'cancelled'
    dropRoots(work, block?.arms.get(token.armId)?.roots ?? [])
  }
  return { ...fork, arms }
}

/** Puts a changed block in the place of the old one. */
export function putFork(work: Work, fork: Fork): Fork {
  const index = work.forks.findIndex((other) => other.id === fork.id)
  if (index >= 0) work.forks[index] = fork
  return fork
}

/** The block of that id, if it still runs. */
export function findFork(work: Work, id: string | undefined): Fork | undefined {
  if (id === undefined) return undefined
  for (const fork of work.forks) if (fork.id === id) return fork
  return undefined
}

/** Forgets a block. */
export function removeFork(work: Work, id: string): void {
  const index = work.forks.findIndex((fork) => fork.id === id)
  if (index >= 0) work.forks.splice(index, 1)
}
