import { assertNever } from '../assert-never.ts'
import { countVisit } from './count-visit.ts'
import { enterDecision } from './decision-node.ts'
import { enterEnd } from './end-node.ts'
import type { Token } from './engine-state.ts'
import { enterHuman } from './human-node.ts'
import { arriveAtJoin } from './join-node.ts'
import { enterMessage } from './message-node.ts'
import { enterParallel } from './parallel-node.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { enterSubflow } from './subflow-node.ts'
import { enterTask } from './task-node.ts'
import { enterWait } from './wait-node.ts'
import { nodeOf, note, quoted, type Work } from './work.ts'

/** A token arrives at a node. The entry that says so is the one that carries the link it came by. */
export function enterNode(work: Work, token: Token, nodeId: string, edge: string | undefined): void {
  const node = nodeOf(work, nodeId)
  if (node.kind === 'join') {
    arriveAtJoin(work, token, node, edge ?? '')
    return
  }
  if (edge !== undefined) note(work, nodeId, 'entered', () => `Went on to ${quoted(node.label)}.`, { edge })
  const visited = countVisit(work, token, node)
  if (visited === undefined) return
  switch (node.kind) {
    case 'start':
      if (applySet(work, visited, node)) sendToken(work, visited, node.next)
      return
    case 'agent':
    case 'tool':
      enterTask(work, visited, node)
      return
    case 'decision':
      enterDecision(work, visited, node)
      return
    case 'parallel':
      enterParallel(work, visited, node)
      return
    case 'message':
      enterMessage(work, visited, node)
      return
    case 'human':
      enterHuman(work, visited, node)
      return
    case 'wait':
      enterWait(work, visited, node)
      return
    case 'subflow':
      enterSubflow(work, visited, node)
      return
    case 'end':
      enterEnd(work, visited, node)
      return
    default:
      assertNever(node)
  }
}
