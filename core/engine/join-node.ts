import { cancelArms, cancelTimer, findFork, handOverForks, putFork, removeFork } from './cancel.ts'
import { countVisit } from './count-visit.ts'
import type { Fork, Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import type { JoinNode } from './program.ts'
import { endLateArm, sendToken, settleLater } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { findToken, parkToken, removeToken } from './tokens.ts'
import { note, quoted, type Work } from './work.ts'

type Tally = { readonly started: number; readonly done: number; readonly failed: number; readonly need: number }

/** An arm arrives at its join, and its token ends there. */
export function arriveAtJoin(work: Work, token: Token, node: JoinNode, edge: string): void {
  const fork = findFork(work, token.forkId)
  const arm = token.armId ?? ''
  if (fork === undefined || work.program.parallels.get(fork.nodeId)?.join.id !== node.id) {
    failNode(work, token, node, 'LUMOS.JoinUnsatisfied', `a ticket reached it outside of its parallel block.`)
    return
  }
  if (fork.joined) {
    note(work, node.id, 'arm', `Arm ${quoted(arm)} arrived at ${quoted(node.label)} after the ticket had gone on.`, { edge })
    endLateArm(work, fork, token, 'its outputs are kept')
    return
  }
  handOverForks(work, token, fork.parentToken)
  removeToken(work, token.id)
  const arrived = putFork(work, { ...fork, arms: { ...fork.arms, [arm]: 'done' } })
  const { done, need } = tally(arrived, node)
  note(work, node.id, 'arm', () => `Arm ${quoted(arm)} arrived at ${quoted(node.label)}: ${done} done, ${need} needed.`, { edge })
  settleLater(work, arrived)
}

function tally(fork: Fork, join: JoinNode): Tally {
  let started = 0
  let done = 0
  let failed = 0
  for (const arm in fork.arms) {
    const status = fork.arms[arm]
    if (status !== 'skipped') started += 1
    if (status === 'done') done += 1
    if (status === 'failed') failed += 1
  }
  const need = join.mode === 'all' ? started : Math.min(join.mode === 'any' ? 1 : join.count, started)
  return { started, done, failed, need }
}

/** Decides whether a block is joined, can never be joined, or goes on waiting. */
export function settleFork(work: Work, forkId: string): void {
  const fork = findFork(work, forkId)
  const block = fork === undefined ? undefined : work.program.parallels.get(fork.nodeId)
  if (fork === undefined || block === undefined) return
  const join = block.join
  if (fork.joined) {
    if (!Object.values(fork.arms).includes('running')) removeFork(work, fork.id)
    return
  }
  const counts = tally(fork, join)
  const missing = join.require.filter((arm) => fork.arms[arm] !== 'done')
  if (counts.started === 0 || (counts.done >= counts.need && missing.length === 0)) {
    joinFork(work, fork, join, counts.started === 0 ? 'no arm was started' : enough(counts, join))
    return
  }
  const problem = unsatisfiable(fork, join, counts, missing)
  if (problem !== undefined) failJoin(work, fork, join, 'LUMOS.JoinUnsatisfied', problem)
}

function enough(counts: Tally, join: JoinNode): string {
  const required = join.require.length === 0 ? '' : `, with ${join.require.join(' and ')}`
  return `${counts.done} of ${counts.started} arms are done and ${counts.need} ${counts.need === 1 ? 'is' : 'are'} needed${required}`
}

function unsatisfiable(fork: Fork, join: JoinNode, counts: Tally, missing: readonly string[]): string | undefined {
  if (join.armFailure === 'fail' && counts.failed > 0) return 'an arm failed, and one failed arm is enough to fail it.'
  const lost = missing.find((arm) => fork.arms[arm] !== 'running')
  if (lost !== undefined) return `it needs arm ${quoted(lost)}, which ${fork.arms[lost] === 'skipped' ? 'was skipped' : 'failed'}.`
  return counts.started - counts.failed < counts.need ? `it needs ${counts.need} arms, and only ${counts.started - counts.failed} of ${counts.started} can still arrive.` : undefined
}

function joinFork(work: Work, fork: Fork, join: JoinNode, why: string): void {
  const parent = findToken(work, fork.parentToken)
  if (parent === undefined) return
  cancelTimer(work, fork.timerId)
  cancelTimer(work, parent.timerId)
  const running = Object.keys(fork.arms).filter((arm) => fork.arms[arm] === 'running')
  note(work, join.id, 'join', () => `${quoted(join.label)} let the ticket go on: ${why}${fate(running, join)}.`)
  if (join.remaining === 'cancel' || running.length === 0) {
    cancelArms(work, fork, `${join.label} did not need it any more`)
    removeFork(work, fork.id)
  } else {
    putFork(work, { ...fork, joined: true, timerId: undefined })
  }
  const token = parkToken(work, { ...parent, nodeId: join.id }, { kind: 'moving' })
  const visited = countVisit(work, token, join)
  if (visited !== undefined && applySet(work, visited, join)) sendToken(work, visited, join.next)
}

function fate(running: readonly string[], join: JoinNode): string {
  if (running.length === 0) return ''
  return join.remaining === 'cancel' ? `; ${running.join(' and ')} stopped` : `; ${running.join(' and ')} may finish beside it`
}

function failJoin(work: Work, fork: Fork, join: JoinNode, code: 'LUMOS.JoinUnsatisfied' | 'LUMOS.Timeout', message: string): void {
  const parent = findToken(work, fork.parentToken)
  cancelTimer(work, fork.timerId)
  cancelTimer(work, parent?.timerId)
  cancelArms(work, fork, `${join.label} failed`)
  removeFork(work, fork.id)
  if (parent !== undefined) failNode(work, parkToken(work, { ...parent, nodeId: join.id }, { kind: 'moving' }), join, code, message)
}

/** The join's time is over: go on with what has arrived if the join allows it and that suffices. */
export function timeOutJoin(work: Work, fork: Fork): void {
  const join = work.program.parallels.get(fork.nodeId)?.join
  if (join === undefined) return
  const expired: Fork = { ...fork, timerId: undefined }
  const { done, started } = tally(fork, join)
  const missing = join.require.filter((arm) => fork.arms[arm] !== 'done')
  note(work, join.id, 'timeout', `The time of ${quoted(join.label)} is over with ${done} of ${started} arms done.`)
  if (join.onTimeout === 'proceed' && done >= 1 && missing.length === 0) {
    joinFork(work, expired, join, 'its time is over and it may go on with what has arrived')
    return
  }
  const why = join.onTimeout === 'fail' ? 'its arms did not arrive in time.' : done === 0 ? 'no arm arrived in time.' : `arm ${quoted(missing[0] ?? '')} is required and did not arrive in time.`
  failJoin(work, expired, join, 'LUMOS.Timeout', why)
}
