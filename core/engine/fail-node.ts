import { cancelForksOf, cancelToken, cancelWait, findFork, putFork } from './cancel.ts'
import type { Token } from './engine-state.ts'
import type { ErrorCode } from './engine-event.ts'
import { matchesError } from './error-match.ts'
import { evaluate } from './expression.ts'
import { parkTicket } from './finish.ts'
import type { ProgramCatch, ProgramNode } from './program.ts'
import { endLateArm, sendToken, settleLater } from './send-token.ts'
import { freeToken, removeToken } from './tokens.ts'
import { contextOf, dropRoots, note, quoted, type Work } from './work.ts'

/** A node has failed for good: its own catch clauses, then the block around it, then the flow's last resort, then a person. */
export function failNode(work: Work, token: Token, node: ProgramNode, code: ErrorCode, message: string): void {
  note(work, node.id, 'error', `${quoted(node.label)} failed with ${code}: ${message}`)
  cancelWait(work, token, `${node.label} failed`)
  const failed = freeToken(work, { ...token, error: { code, node: node.id } })
  const clause = node.catches.find((candidate) => accepts(work, failed, node, candidate, code))
  if (clause !== undefined) {
    sendToken(work, failed, clause.link)
    return
  }
  if (failed.forkId !== undefined) {
    failArm(work, failed)
    return
  }
  if (failed.side !== undefined) {
    cancelToken(work, failed, `nothing on the way of ${quoted(failed.side)} catches ${code}`)
    return
  }
  if (work.program.onError.to === node.id) {
    parkTicket(work, code, `${quoted(node.label)} is the last resort of the flow, and it failed too: ${message}`)
    return
  }
  sendToken(work, failed, work.program.onError)
}

function accepts(work: Work, token: Token, node: ProgramNode, clause: ProgramCatch, code: ErrorCode): boolean {
  if (!matchesError(code, clause.errors)) return false
  if (clause.when === undefined) return true
  const outcome = evaluate(work, clause.when, contextOf(work, token))
  if (outcome.kind === 'value') return outcome.value === true
  note(work, node.id, 'error', `Passed over a catch clause of ${quoted(node.label)}: ${outcome.message}.`, { condition: clause.when.text })
  return false
}

function failArm(work: Work, token: Token): void {
  const fork = findFork(work, token.forkId)
  const arm = token.armId ?? ''
  if (fork === undefined) return
  if (fork.joined) {
    endLateArm(work, fork, token, 'it failed after the join had let the ticket go on')
    return
  }
  cancelForksOf(work, token, `arm ${arm} failed`)
  removeToken(work, token.id)
  dropRoots(work, work.program.parallels.get(fork.nodeId)?.arms.get(arm)?.roots ?? [])
  note(work, token.nodeId, 'arm', `Arm ${quoted(arm)} failed.`)
  settleLater(work, putFork(work, { ...fork, arms: { ...fork.arms, [arm]: 'failed' } }))
}
