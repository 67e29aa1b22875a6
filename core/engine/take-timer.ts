import { assertNever } from '../assert-never.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import { flowOfId } from './flow-of-id.ts'
import { missHuman } from './human-node.ts'
import { timeOutJoin } from './join-node.ts'
import { missReply } from './message-node.ts'
import { timeOutMonitor } from './monitors.ts'
import { lifetimeTimer } from './lifetime.ts'
import { timeOutBlock } from './parallel-node.ts'
import { endLifetime } from './start-ticket.ts'
import { startAttempt } from './task-node.ts'
import { missApproval } from './tool-approval.ts'
import { endSustain } from './triggers.ts'
import { endWait, missWait } from './wait-node.ts'
import { nodeOf, note, quoted, type Work } from './work.ts'

/** Gives a timer to whoever set it; one that nobody waits for any more is ignored. */
export function takeTimer(ticket: Work, id: string): void {
  const owner = flowOfId(ticket, id)
  if (owner !== undefined) fireTimer(owner.flow, owner.id)
}

function fireTimer(work: Work, timerId: string): void {
  if (timerId === lifetimeTimer && work.lifetimeRuns) {
    endLifetime(work)
    return
  }
  for (const token of work.tokens) {
    if (token.wait.kind === 'backoff' && token.wait.timerId === timerId) {
      retry(work, token, token.wait)
      return
    }
    if (token.timerId === timerId) {
      expire(work, { ...token, timerId: undefined })
      return
    }
  }
  const fork = work.forks.find((candidate) => candidate.timerId === timerId)
  if (fork !== undefined) {
    timeOutJoin(work, fork)
    return
  }
  const monitor = work.monitors.findIndex((state) => state.timerId === timerId)
  if (monitor >= 0) {
    timeOutMonitor(work, monitor)
    return
  }
  const trigger = work.triggers.findIndex((state) => state.timerId === timerId)
  if (trigger >= 0) endSustain(work, trigger)
}

function retry(work: Work, token: Token, { attempt, approved }: Extract<Token['wait'], { kind: 'backoff' }>): void {
  const node = nodeOf(work, token.nodeId)
  if (node.kind === 'agent' || node.kind === 'tool') startAttempt(work, { ...token, wait: { kind: 'moving' } }, node, attempt + 1, approved)
}

function expire(work: Work, token: Token): void {
  const node = nodeOf(work, token.nodeId)
  switch (node.kind) {
    case 'subflow':
      note(work, node.id, 'timeout', `The time of ${quoted(node.label)} is over.`)
      failNode(work, token, node, 'LUMOS.Timeout', 'it did not come back in time.')
      return
    case 'agent':
    case 'tool':
      if (node.kind === 'tool' && token.wait.kind === 'approval') {
        missApproval(work, token, node)
        return
      }
      note(work, node.id, 'timeout', `The time of ${quoted(node.label)} is over.`)
      failNode(work, token, node, 'LUMOS.Timeout', 'it did not answer in time.')
      return
    case 'human':
      missHuman(work, token, node)
      return
    case 'message':
      missReply(work, token, node)
      return
    case 'wait':
      if (token.wait.kind === 'time') endWait(work, token, node, 'its time has come')
      else missWait(work, token, node)
      return
    case 'parallel':
      timeOutBlock(work, token, node)
      return
    case 'start':
    case 'decision':
    case 'join':
    case 'end':
      return
    default:
      assertNever(node)
  }
}
