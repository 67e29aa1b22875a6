import { cancelTimer } from './cancel.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import { startMonitors } from './monitors.ts'
import type { SubflowNode } from './program.ts'
import { observe } from './run-to-completion.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { freshState, leaveStart, placeFirstToken, startNames } from './start-ticket.ts'
import { findToken, parkToken } from './tokens.ts'
import { issue, nodeOf, nodeRecord, note, openWork, quoted, writeNode, type SubflowWork, type Work } from './work.ts'

/** The ticket enters the other workflow as if it had come in there; the token waits until it has left it again. */
export function enterSubflow(work: Work, token: Token, node: SubflowNode): void {
  const id = `${node.id}.${token.visit}`
  const timerId = node.timeoutMs === undefined ? undefined : `timeout:${id}`
  if (timerId !== undefined && node.timeoutMs !== undefined) issue(work, { kind: 'setTimer', timerId, delayMs: node.timeoutMs, calendar: node.clock })
  const { ticket, customer = {}, message = {} } = work.context
  const state = freshState(node.program, { ticket, customer, message }, work.at)
  const run = openWork(node.program, state, work.at, work.share.detail, { parent: work, id, nodeId: node.id })
  parkToken(work, token, { kind: 'subflow', subflowId: id }, timerId)
  work.subflows.push({ id, nodeId: node.id, parentToken: token.id, work: run })
  note(work, node.id, 'subflow', `${quoted(node.label)} runs workflow ${node.program.key}.`)
  placeFirstToken(run)
  if (run.status !== 'running') return
  startMonitors(run, startNames)
  observe(run, startNames)
  leaveStart(run)
}

/** The other workflow has come to its end: the token goes on with its outcome, or the node fails with what it could not deal with. */
export function endSubflow(work: Work, subflow: SubflowWork): void {
  const token = findToken(work, subflow.parentToken)
  const node = nodeOf(work, subflow.nodeId)
  work.subflows.splice(work.subflows.indexOf(subflow), 1)
  if (token === undefined || node.kind !== 'subflow') return
  cancelTimer(work, token.timerId)
  const { failure } = subflow.work
  const done = parkToken(work, { ...token, error: undefined }, { kind: 'moving' })
  if (failure !== undefined) {
    failNode(work, { ...done, error: token.error }, node, failure.code, failure.message)
    return
  }
  const outcome = subflow.work.outcome ?? 'unresolved'
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: record.attempts, outcome })
  note(work, node.id, 'subflow', `${quoted(node.label)} came back: ${outcome}.`, { rule: outcome })
  if (applySet(work, done, node)) sendToken(work, done, node.next)
}
