import { backoffMs } from './backoff.ts'
import { spendAgentCall } from './budgets.ts'
import { cancelTimer } from './cancel.ts'
import { checkOutputs } from './check-output.ts'
import type { EngineEvent, ErrorCode } from './engine-event.ts'
import type { TaskInput, Token } from './engine-state.ts'
import { describeOutputs } from './describe-outputs.ts'
import { matchesError } from './error-match.ts'
import { evaluateInput } from './evaluate-input.ts'
import { failNode } from './fail-node.ts'
import { hashUnit } from './hash-unit.ts'
import type { AgentNode, ToolNode } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { parkToken } from './tokens.ts'
import { enterApprovals } from './tool-approval.ts'
import { issue, nodeRecord, note, quoted, ticketWork, writeNode, writeRoot, type Work } from './work.ts'

const transientErrors = ['LUMOS.Timeout', 'LUMOS.ModelFailed', 'LUMOS.ToolFailed']

/** A token arrives at an agent or a tool. */
export function enterTask(work: Work, token: Token, node: AgentNode | ToolNode): void {
  if (node.kind === 'agent' && node.sample !== undefined && hashUnit(work.context.ticket.id) >= node.sample) {
    note(work, node.id, 'agent', `Passed ${quoted(node.label)} by: only ${percent(node.sample)} of the tickets are sampled here.`)
    sendToken(work, token, node.next)
    return
  }
  if (node.kind === 'tool' && node.approvals.length > 0) enterApprovals(work, token, node)
  else beginTask(work, token, node)
}

/** Starts the node's time and its first attempt; `approved` is the input that people have allowed. */
export function beginTask(work: Work, token: Token, node: AgentNode | ToolNode, approved?: TaskInput): void {
  const timerId = node.timeoutMs === undefined ? undefined : `timeout:${node.id}.${token.visit}`
  if (timerId !== undefined && node.timeoutMs !== undefined) issue(work, { kind: 'setTimer', timerId, delayMs: node.timeoutMs, calendar: node.clock })
  startAttempt(work, timerId === undefined ? token : { ...token, timerId }, node, 1, approved)
}

/** Starts an attempt; the node's timer covers all of them. */
export function startAttempt(work: Work, token: Token, node: AgentNode | ToolNode, attempt: number, approved?: TaskInput): void {
  const taskId = `${node.id}.${token.visit}.${attempt}`
  const refused = node.kind === 'agent' ? spendAgentCall(work) : undefined
  if (refused !== undefined) {
    failNode(work, token, node, 'LUMOS.BudgetExceeded', refused)
    return
  }
  const input = approved === undefined ? evaluateInput(work, token, node) : { kind: 'values' as const, values: approved }
  if (input.kind === 'failed') {
    failNode(work, token, node, input.code, input.message)
    return
  }
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: attempt, outcome: record.outcome })
  parkToken(work, token, approved === undefined ? { kind: 'task', taskId, attempt } : { kind: 'task', taskId, attempt, approved }, token.timerId)
  const idempotencyKey = `${work.context.ticket.id}/${work.place}${node.id}.${token.visit}/${attempt}`
  const { visit } = token
  issue(work, 
    node.kind === 'agent'
      ? { kind: 'startAgent', taskId, owner: { kind: 'node', id: node.id }, agentId: node.agentId, visit, attempt, input: input.values, idempotencyKey }
      : { kind: 'startTool', taskId, nodeId: node.id, toolId: node.toolId, visit, attempt, input: input.values, idempotencyKey },
  )
}

/** An agent or tool has answered: check the answer, write it, go on. */
export function completeTask(work: Work, token: Token, node: AgentNode | ToolNode, event: Extract<EngineEvent, { kind: 'task.completed' }>): void {
  const checked = checkOutputs(event.outputs, node.outputs, work.program.teams)
  if (checked.kind === 'misfit') {
    failAttempt(work, token, node, 'LUMOS.OutputInvalid', checked.message)
    return
  }
  const { outputs } = checked
  cancelTimer(work, token.timerId)
  writeRoot(work, node.root, outputs)
  note(work, node.id, node.kind, () => describeOutputs(node.label, outputs), () => ({ outputs, reasons: event.reasons }))
  const done = parkToken(work, { ...token, error: undefined }, { kind: 'moving' })
  if (!applySet(work, done, node)) return
  if (node.kind === 'agent') announcePriority(work, outputs['priority'])
  sendToken(work, done, node.next)
}

function announcePriority(work: Work, priority: unknown): void {
  const ticket = ticketWork(work)
  if (typeof priority !== 'string' || priority === ticket.priority) return
  ticket.priority = priority
  issue(ticket, { kind: 'ticketPriority', priority })
}

/** An attempt has failed: try again if the node allows it and the failure may pass, else the node fails. */
export function failAttempt(work: Work, token: Token, node: AgentNode | ToolNode, code: ErrorCode, message: string): void {
  const attempt = token.wait.kind === 'task' ? token.wait.attempt : 1
  const ended: Token = { ...token, wait: { kind: 'moving' } }
  const retry = node.retry
  const allowed = retry !== undefined && attempt < retry.maxAttempts && (node.kind === 'agent' || node.idempotent)
  if (!allowed || !matchesError(code, retry.errors ?? transientErrors)) {
    failNode(work, ended, node, code, message)
    return
  }
  const delayMs = backoffMs(retry, attempt, `${work.context.ticket.id}/${work.place}${node.id}/${token.visit}/${attempt}`)
  const timerId = `retry:${node.id}.${token.visit}.${attempt}`
  note(work, node.id, 'retry', `Attempt ${attempt} of ${retry.maxAttempts} at ${quoted(node.label)} failed with ${code}: ${message} Trying again in ${delayMs} ms.`)
  issue(work, { kind: 'setTimer', timerId, delayMs })
  const approved = token.wait.kind === 'task' ? token.wait.approved : undefined
  parkToken(work, token, approved === undefined ? { kind: 'backoff', attempt, timerId } : { kind: 'backoff', attempt, timerId, approved }, token.timerId)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
