import { cancelFork, cancelForksOf, cancelTimer, findFork, handOverForks, putFork } from './cancel.ts'
import type { Fork, Token } from './engine-state.ts'
import type { ProgramLink } from './program.ts'
import { findToken, freeToken, putToken, removeToken } from './tokens.ts'
import { nodeOf, note, quoted, type Work } from './work.ts'

/** Sends a token along a link. A way that leads out of the token's parallel block gives the block up first. */
export function sendToken(work: Work, token: Token, link: ProgramLink): void {
  const fork = findFork(work, token.forkId)
  if (fork !== undefined && token.armId !== undefined && !isInArm(work, fork, token.armId, link.to)) {
    leaveBlock(work, fork, token, link)
    return
  }
  freeToken(work, token)
  work.agenda.push({ kind: 'move', tokenId: token.id, to: link.to, edge: link.edge })
}

function isInArm(work: Work, fork: Fork, armId: string, target: string): boolean {
  const block = work.program.parallels.get(fork.nodeId)
  return block !== undefined && (block.join.id === target || block.arms.get(armId)?.region.has(target) === true)
}

function leaveBlock(work: Work, fork: Fork, token: Token, link: ProgramLink): void {
  const block = nodeOf(work, fork.nodeId).label
  if (fork.joined) {
    endLateArm(work, fork, token, `its way leads out of ${quoted(block)}, which has already been joined`)
    return
  }
  const parent = findToken(work, fork.parentToken)
  cancelForksOf(work, token, `its arm left ${quoted(block)}`)
  removeToken(work, token.id)
  cancelFork(work, fork, `another arm left ${quoted(block)}`)
  if (parent === undefined) return
  cancelTimer(work, parent.timerId)
  note(work, token.nodeId, 'arm', `Gave up ${quoted(block)}: arm ${quoted(token.armId ?? '')} went on to ${quoted(nodeOf(work, link.to).label)}.`)
  sendToken(work, putToken(work, { ...parent, error: token.error }), link)
}

/** Ends an arm whose block has already been joined, and the block with its last arm. */
export function endLateArm(work: Work, fork: Fork, token: Token, reason: string): void {
  handOverForks(work, token, fork.parentToken)
  removeToken(work, token.id)
  note(work, token.nodeId, 'arm', `Arm ${quoted(token.armId ?? '')} ended: ${reason}.`)
  settleLater(work, putFork(work, { ...fork, arms: { ...fork.arms, [token.armId ?? '']: 'done' } }))
}

/** Asks for the block's join to be looked at before the step ends. */
export function settleLater(work: Work, fork: Fork): void {
  work.agenda.push({ kind: 'settle', forkId: fork.id })
}
