import { backoffMs } from './backoff.ts'
import { cancelTimer } from './cancel.ts'
import { checkOutputs } from './check-output.ts'
import type { EngineEvent, ErrorCode } from './engine-event.ts'
import type { Token } from './engine-state.ts'
import { describeOutputs } from './describe-outputs.ts'
import { matchesError } from './error-match.ts'
import { evaluateInput } from './evaluate-input.ts'
import { failNode } from './fail-node.ts'
import { hashUnit } from './hash-unit.ts'
import type { AgentNode, ToolNode } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { parkToken } from './tokens.ts'
import { nodeRecord, note, quoted, writeNode, writeRoot, type Work } from './work.ts'

const transientErrors = ['LUMOS.Timeout', 'LUMOS.ModelFailed', 'LUMOS.ToolFailed']

/** A token arrives at an agent or a tool. */
export function enterTask(work: Work, token: Token, node: AgentNode | ToolNode): void {
  if (node.kind === 'agent' && node.sample !== undefined && hashUnit(work.context.ticket.id) >= node.sample) {
    note(work, node.id, 'agent', `Passed ${quoted(node.label)} by: only ${percent(node.sample)} of the tickets are sampled here.`)
    sendToken(work, token, node.next)
    return
  }
  const timerId = node.timeoutMs === undefined ? undefined : `timeout:${node.id}.${token.visit}`
  if (timerId !== undefined && node.timeoutMs !== undefined) work.commands.push({ kind: 'setTimer', timerId, delayMs: node.timeoutMs, calendar: node.clock })
  startAttempt(work, timerId === undefined ? token : { ...token, timerId }, node, 1)
}

/** Starts an attempt; the node's timer covers all of them. */
export function startAttempt(work: Work, token: Token, node: AgentNode | ToolNode, attempt: number): void {
  const taskId = `${node.id}.${token.visit}.${attempt}`
  if (node.kind === 'agent' && !spendAgentCall(work)) {
    failNode(work, token, node, 'LUMOS.BudgetExceeded', `the ticket has used up its ${work.program.agentCallBudget} agent calls.`)
    return
  }
  const input = evaluateInput(work, token, node)
  if (input.kind === 'failed') {
    failNode(work, token, node, input.code, input.message)
    return
  }
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: attempt, outcome: record.outcome })
  parkToken(work, token, { kind: 'task', taskId, attempt }, token.timerId)
  const idempotencyKey = `${work.context.ticket.id}/${node.id}.${token.visit}/${attempt}`
  const { visit } = token
  work.commands.push(
    node.kind === 'agent'
      ? { kind: 'startAgent', taskId, owner: { kind: 'node', id: node.id }, agentId: node.agentId, visit, attempt, input: input.values, idempotencyKey }
      : { kind: 'startTool', taskId, nodeId: node.id, toolId: node.toolId, visit, attempt, input: input.values, idempotencyKey },
  )
}

/** Takes one call out of the ticket's budget; false when it is used up. */
export function spendAgentCall(work: Work): boolean {
  if (work.agentCalls >= work.program.agentCallBudget) return false
  work.agentCalls += 1
  return true
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
  if (typeof priority !== 'string' || priority === work.priority) return
  work.priority = priority
  work.commands.push({ kind: 'ticketPriority', priority })
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
  const delayMs = backoffMs(retry, attempt, `${work.context.ticket.id}/${node.id}/${token.visit}/${attempt}`)
  const timerId = `retry:${node.id}.${token.visit}.${attempt}`
  note(work, node.id, 'retry', `Attempt ${attempt} of ${retry.maxAttempts} at ${quoted(node.label)} failed with ${code}: ${message} Trying again in ${delayMs} ms.`)
  work.commands.push({ kind: 'setTimer', timerId, delayMs })
  parkToken(work, token, { kind: 'backoff', attempt, timerId }, token.timerId)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
