import { findFork, putFork } from './cancel.ts'
import type { Token } from './engine-state.ts'
import type { ProgramNode } from './program.ts'
import { sendToken } from './send-token.ts'
import { putToken } from './tokens.ts'
import { nodeRecord, note, quoted, writeNode, type Work } from './work.ts'

/** Counts a token's visit of a node. A visit over the limit is not one: the token goes to `onMaxVisits`, and nothing comes back. */
export function countVisit(work: Work, token: Token, node: ProgramNode): Token | undefined {
  const fork = findFork(work, token.forkId)
  const record = nodeRecord(work, node.id)
  if (node.maxVisits !== undefined && node.onMaxVisits !== undefined) {
    const before = fork === undefined ? record.visits : (fork.visits[node.id] ?? 0)
    if (before >= node.maxVisits) {
      const times = node.maxVisits === 1 ? 'once' : `${node.maxVisits} times`
      note(work, node.id, 'loopLimit', `${quoted(node.label)} has been visited ${times}, which is its limit.`, { rule: 'onMaxVisits', values: { visits: before } })
      sendToken(work, token, node.onMaxVisits)
      return undefined
    }
    if (fork !== undefined) putFork(work, { ...fork, visits: { ...fork.visits, [node.id]: before + 1 } })
  }
  const visit = record.visits + 1
  writeNode(work, node.id, { visits: visit, attempts: 0, outcome: record.outcome })
  return putToken(work, {
    id: token.id, nodeId: node.id, visit, wait: token.wait, timerId: token.timerId,
    forkId: token.forkId, armId: token.armId, side: token.side, error: token.error,
  })
}
