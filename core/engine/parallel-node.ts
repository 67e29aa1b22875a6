import { cancelFork, findFork } from './cancel.ts'
import type { ArmStatus, Fork, Token } from './engine-state.ts'
import { explainFalse, explainTrue } from './explain-decision.ts'
import { evaluate } from './expression.ts'
import { failNode } from './fail-node.ts'
import type { ParallelNode, ProgramArm } from './program.ts'
import { sendToken, settleLater } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { addToken, parkToken } from './tokens.ts'
import { contextOf, issue, nodeOf, note, quoted, type Work } from './work.ts'

/** Parks the token and starts the arms whose condition holds. */
export function enterParallel(work: Work, token: Token, node: ParallelNode): void {
  if (!applySet(work, token, node)) return
  const context = contextOf(work, token)
  const arms: Record<string, ArmStatus> = {}
  const started: ProgramArm[] = []
  const reasons: (() => string)[] = []
  for (const arm of node.arms) {
    if (arm.when === undefined) {
      arms[arm.id] = 'running'
      started.push(arm)
      continue
    }
    const outcome = evaluate(work, arm.when, context)
    if (outcome.kind === 'failed') {
      failNode(work, token, node, outcome.code, `the condition of its arm ${quoted(arm.id)} could not be decided: ${outcome.message}.`)
      return
    }
    arms[arm.id] = outcome.value === true ? 'running' : 'skipped'
    if (outcome.value === true) started.push(arm)
    const { when } = arm
    reasons.push(outcome.value === true ? () => `${arm.id} runs because ${explainTrue(when, context, work.program.ports)}` : () => `${arm.id} is skipped because ${explainFalse(when, context, work.program.ports)}`)
  }
  const fork = openFork(work, token, node, arms)
  const why = (): string => (reasons.length === 0 ? '' : `; ${reasons.map((reason) => reason()).join('; ')}`)
  note(work, node.id, 'fork', () => `${quoted(node.label)} started ${started.length} of ${node.arms.length} arms: ${started.map((arm) => arm.id).join(', ') || 'none'}${why()}.`)
  for (const arm of started) sendToken(work, addToken(work, node.id, { forkId: fork.id, armId: arm.id }), arm.link)
  if (started.length === 0) settleLater(work, fork)
}

/** The time of the block itself is over, whatever its join would still wait for. */
export function timeOutBlock(work: Work, token: Token, node: ParallelNode): void {
  const fork = token.wait.kind === 'fork' ? findFork(work, token.wait.forkId) : undefined
  if (fork !== undefined) cancelFork(work, fork, `the time of ${node.label} is over`)
  note(work, node.id, 'timeout', `The time of ${quoted(node.label)} is over.`)
  failNode(work, token, node, 'LUMOS.Timeout', 'its arms were not joined in time.')
}

function openFork(work: Work, token: Token, node: ParallelNode, arms: Readonly<Record<string, ArmStatus>>): Fork {
  const id = `${node.id}.${token.visit}`
  const join = nodeOf(work, node.joinId)
  const timerId = join.timeoutMs === undefined ? undefined : `join:${join.id}.${id}`
  if (timerId !== undefined && join.timeoutMs !== undefined) issue(work, { kind: 'setTimer', timerId, delayMs: join.timeoutMs, calendar: join.clock })
  const fork: Fork = { id, nodeId: node.id, parentToken: token.id, arms, visits: {}, joined: false, timerId }
  work.forks.push(fork)
  const ownTimer = node.timeoutMs === undefined ? undefined : `timeout:${id}`
  if (ownTimer !== undefined && node.timeoutMs !== undefined) issue(work, { kind: 'setTimer', timerId: ownTimer, delayMs: node.timeoutMs, calendar: node.clock })
  parkToken(work, { ...token, error: undefined }, { kind: 'fork', forkId: id }, ownTimer)
  return fork
}
