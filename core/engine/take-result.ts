import { addCost } from './budgets.ts'
import type { EngineEvent } from './engine-event.ts'
import { flowOfId } from './flow-of-id.ts'
import { completeHuman, endAssist } from './human-node.ts'
import { endMonitor } from './monitors.ts'
import { completeTask, failAttempt } from './task-node.ts'
import { answerApproval } from './tool-approval.ts'
import { nodeOf, note, type Work } from './work.ts'

type TaskEvent = Extract<EngineEvent, { kind: 'task.completed' | 'task.failed' }>

/** Gives a result to whoever still waits for it; a result of a cancelled or superseded task is dropped. */
export function takeTaskResult(work: Work, event: TaskEvent): void {
  const owner = flowOfId(work, event.taskId)
  if (owner === undefined || !giveResult(owner.flow, owner.id, event)) drop(work, event.taskId)
}

function giveResult(work: Work, taskId: string, event: TaskEvent): boolean {
  for (const token of work.tokens) {
    const { wait } = token
    if (wait.kind === 'task' && wait.taskId === taskId) {
      const node = nodeOf(work, token.nodeId)
      if (node.kind !== 'agent' && node.kind !== 'tool') continue
      addCost(work, event.costUsd)
      if (event.kind === 'task.completed') completeTask(work, token, node, event)
      else failAttempt(work, token, node, event.code, event.message)
      return true
    }
    if (wait.kind === 'human' && wait.assistTaskId === taskId) {
      const node = nodeOf(work, token.nodeId)
      if (node.kind !== 'human') continue
      addCost(work, event.costUsd)
      endAssist(work, token, node, event)
      return true
    }
  }
  const monitor = work.monitors.findIndex((state) => state.taskId === taskId)
  if (monitor < 0) return false
  addCost(work, event.costUsd)
  endMonitor(work, monitor, event)
  return true
}

/** Gives a person's result to the node that waits for it. */
export function takeHumanResult(work: Work, event: Extract<EngineEvent, { kind: 'human.completed' }>): void {
  const owner = flowOfId(work, event.taskId)
  if (owner === undefined || !giveOutcome(owner.flow, owner.id, event.outcome)) drop(work, event.taskId)
}

function giveOutcome(work: Work, taskId: string, outcome: string): boolean {
  for (const token of work.tokens) {
    if ((token.wait.kind !== 'human' && token.wait.kind !== 'approval') || token.wait.taskId !== taskId) continue
    const node = nodeOf(work, token.nodeId)
    if (node.kind === 'human') completeHuman(work, token, node, outcome)
    if (node.kind === 'tool') answerApproval(work, token, node, outcome)
    return true
  }
  return false
}

function drop(work: Work, taskId: string): void {
  note(work, work.tokens[0]?.nodeId ?? '', 'cancelled', `Dropped a result of task ${taskId}: nothing waits for it any more.`)
}
