import type { EngineEvent } from './engine-event.ts'
import { completeHuman, endAssist } from './human-node.ts'
import { endMonitor } from './monitors.ts'
import { completeTask, failAttempt } from './task-node.ts'
import { nodeOf, note, type Work } from './work.ts'

type TaskEvent = Extract<EngineEvent, { kind: 'task.completed' | 'task.failed' }>

/** Gives a result to whoever still waits for it; a result of a cancelled or superseded task is dropped. */
export function takeTaskResult(work: Work, event: TaskEvent): void {
  for (const token of work.tokens) {
    const node = nodeOf(work, token.nodeId)
    if (token.wait.kind === 'task' && token.wait.taskId === event.taskId && (node.kind === 'agent' || node.kind === 'tool')) {
      if (event.kind === 'task.completed') completeTask(work, token, node, event)
      else failAttempt(work, token, node, event.code, event.message)
      return
    }
    if (token.wait.kind === 'human' && token.wait.assistTaskId === event.taskId && node.kind === 'human') {
      endAssist(work, token, node, event)
      return
    }
  }
  const monitor = work.monitors.findIndex((state) => state.taskId === event.taskId)
  if (monitor >= 0) endMonitor(work, monitor, event)
  else drop(work, event.taskId)
}

/** Gives a person's result to the node that waits for it. */
export function takeHumanResult(work: Work, event: Extract<EngineEvent, { kind: 'human.completed' }>): void {
  for (const token of work.tokens) {
    if (token.wait.kind !== 'human' || token.wait.taskId !== event.taskId) continue
    const node = nodeOf(work, token.nodeId)
    if (node.kind === 'human') completeHuman(work, token, node, event.outcome)
    return
  }
  drop(work, event.taskId)
}

function drop(work: Work, taskId: string): void {
  note(work, work.tokens[0]?.nodeId ?? '', 'cancelled', `Dropped a result of task ${taskId}: nothing waits for it any more.`)
}
