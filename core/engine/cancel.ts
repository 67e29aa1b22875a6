import type { Fork, Token } from './engine-state.ts'
import { removeToken } from './tokens.ts'
import { dropRoots, nodeOf, note, quoted, type Work } from './work.ts'

/** Takes back a timer. */
export function cancelTimer(work: Work, timerId: string | undefined): void {
  if (timerId !== undefined) work.commands.push({ kind: 'cancelTimer', timerId })
}

/** Ends what a token waits for: its task, its assistant and its timers. */
export function cancelWait(work: Work, token: Token, reason: string): void {
  cancelTimer(work, token.timerId)
  switch (token.wait.kind) {
    case 'task':
      work.commands.push({ kind: 'cancelTask', taskId: token.wait.taskId, reason })
      break
    case 'human':
      work.commands.push({ kind: 'cancelTask', taskId: token.wait.taskId, reason })
      if (token.wait.assistTaskId !== undefined) work.commands.push({ kind: 'cancelTask', taskId: token.wait.assistTaskId, reason })
      break
    case 'backoff':
      cancelTimer(work, token.wait.timerId)
      break
    default:
      break
  }
}

/** Removes a token with every arm, task and timer below it. */
export function cancelToken(work: Work, token: Token, reason: string): void {
  for (const fork of work.forks.slice()) {
    if (fork.parentToken === token.id) cancelFork(work, fork, reason)
  }
  cancelWait(work, token, reason)
  removeToken(work, token.id)
  if (token.wait.kind !== 'fork') note(work, token.nodeId, 'cancelled', `Stopped at ${quoted(nodeOf(work, token.nodeId).label)}: ${reason}.`)
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
