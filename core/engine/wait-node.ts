import { cancelTimer } from './cancel.ts'
import type { Token } from './engine-state.ts'
import { evaluate } from './expression.ts'
import { failNode } from './fail-node.ts'
import type { ProgramLink, WaitNode } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { parkToken } from './tokens.ts'
import { contextOf, issue, nodeOf, nodeRecord, note, quoted, writeNode, type Work } from './work.ts'

/** Waits for a span of time, an event or a condition. */
export function enterWait(work: Work, token: Token, node: WaitNode): void {
  switch (node.waitFor.kind) {
    case 'time':
      parkToken(work, token, { kind: 'time' }, setTimer(work, token, node, node.waitFor.ms))
      return
    case 'event':
      parkToken(work, token, { kind: 'event', event: node.waitFor.event }, setTimer(work, token, node, node.timeoutMs))
      return
    case 'until':
      waitUntil(work, token, node)
  }
}

function setTimer(work: Work, token: Token, node: WaitNode, delayMs: number | undefined): string | undefined {
  if (delayMs === undefined) return undefined
  const timerId = `wait:${node.id}.${token.visit}`
  issue(work, { kind: 'setTimer', timerId, delayMs, calendar: node.clock })
  return timerId
}

function waitUntil(work: Work, token: Token, node: WaitNode): void {
  if (node.waitFor.kind !== 'until') return
  const outcome = evaluate(work, node.waitFor.until, contextOf(work, token))
  if (outcome.kind === 'failed') {
    failNode(work, token, node, outcome.code, `what it waits for could not be computed: ${outcome.message}.`)
    return
  }
  if (typeof outcome.value === 'number') {
    const isSpan = node.waitFor.until.condition.type.kind === 'duration'
    const timerId = `wait:${node.id}.${token.visit}`
    issue(work, { kind: 'setTimer', timerId, delayMs: Math.max(0, isSpan ? outcome.value : outcome.value - work.at), calendar: isSpan ? node.clock : undefined })
    parkToken(work, token, { kind: 'time' }, timerId)
    return
  }
  const waiting = parkToken(work, token, { kind: 'condition' }, setTimer(work, token, node, node.timeoutMs))
  if (outcome.value === true) endWait(work, waiting, node, `${node.waitFor.until.text} is true`)
}

/** Looks at every token that waits for a condition, after the context has changed. */
export function checkWaits(work: Work): void {
  for (const token of work.tokens.slice()) {
    if (token.wait.kind !== 'condition') continue
    const node = nodeOf(work, token.nodeId)
    if (node.kind !== 'wait' || node.waitFor.kind !== 'until') continue
    const outcome = evaluate(work, node.waitFor.until, contextOf(work, token))
    if (outcome.kind === 'failed') failNode(work, token, node, outcome.code, `what it waits for could not be computed: ${outcome.message}.`)
    else if (outcome.value === true) endWait(work, token, node, `${node.waitFor.until.text} is true`)
  }
}

/** Lets the tokens go on that wait for this event. */
export function takeEvent(work: Work, event: string): void {
  if (!work.tokens.some(({ wait }) => wait.kind === 'event' && wait.event === event)) return
  for (const token of work.tokens.slice()) {
    if (token.wait.kind !== 'event' || token.wait.event !== event) continue
    const node = nodeOf(work, token.nodeId)
    if (node.kind === 'wait') endWait(work, token, node, `${event} came`)
  }
}

/** The wait is over in the way it was meant to be. */
export function endWait(work: Work, token: Token, node: WaitNode, why: string): void {
  note(work, node.id, 'timeout', `The wait at ${quoted(node.label)} is over: ${why}.`)
  const outcome = Object.keys(node.outcomes).find((name) => name !== 'timeout')
  leave(work, token, node, outcome ?? 'done', node.next ?? (outcome === undefined ? undefined : node.outcomes[outcome]))
}

/** What the node waits for has not come in time. */
export function missWait(work: Work, token: Token, node: WaitNode): void {
  const link = node.outcomes['timeout']
  if (link === undefined) {
    failNode(work, token, node, 'LUMOS.Timeout', 'what it waits for did not come in time.')
    return
  }
  note(work, node.id, 'timeout', `What ${quoted(node.label)} waits for did not come in time.`, { rule: 'timeout' })
  leave(work, { ...token, timerId: undefined }, node, 'timeout', link)
}

function leave(work: Work, token: Token, node: WaitNode, outcome: string, link: ProgramLink | undefined): void {
  cancelTimer(work, token.timerId)
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: record.attempts, outcome })
  const done: Token = { ...token, wait: { kind: 'moving' }, timerId: undefined, error: undefined }
  if (!applySet(work, done, node)) return
  if (link === undefined) failNode(work, done, node, 'LUMOS.ExpressionFailed', 'it has no way on.')
  else sendToken(work, done, link)
}
