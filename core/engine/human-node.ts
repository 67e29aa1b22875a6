import { cancelTimer } from './cancel.ts'
import { checkOutputs } from './check-output.ts'
import { describeOutputs, describeValue } from './describe-outputs.ts'
import type { EngineEvent } from './engine-event.ts'
import type { Token } from './engine-state.ts'
import { failNode } from './fail-node.ts'
import type { HumanNode, ProgramLink } from './program.ts'
import { sendToken } from './send-token.ts'
import { applySet } from './set-vars.ts'
import { spendAgentCall } from './budgets.ts'
import { readPath } from './text-template.ts'
import { parkToken } from './tokens.ts'
import { contextOf, issue, nodeRecord, note, quoted, writeNode, writeRoot, type Work } from './work.ts'

/** Hands the ticket to people, with an agent beside them where the node asks for one. */
export function enterHuman(work: Work, token: Token, node: HumanNode): void {
  const team = node.team.kind === 'fixed' ? node.team.team : readPath(contextOf(work, token), node.team.path)
  if (typeof team !== 'string' || !work.program.teams.has(team)) {
    const path = node.team.kind === 'from' ? node.team.path.join('.') : 'team'
    failNode(work, token, node, 'LUMOS.NoTeamEligible', team === undefined ? `${path} names no team.` : `${path} is ${describeValue(team)}, which is not a team.`)
    return
  }
  const taskId = `${node.id}.${token.visit}`
  issue(work, { kind: 'startHuman', taskId, nodeId: node.id, visit: token.visit, task: node.task, team, outcomes: node.outcomeIds, carry: node.carry })
  const timerId = node.timeoutMs === undefined ? undefined : `timeout:${node.id}.${token.visit}`
  if (timerId !== undefined && node.timeoutMs !== undefined) issue(work, { kind: 'setTimer', timerId, delayMs: node.timeoutMs, calendar: node.clock })
  const what = node.task === 'approval' ? 'asked for an approval' : 'gave the conversation to a person'
  note(work, node.id, 'human', `${quoted(node.label)}: ${what} of team ${team}.`, { values: { team } })
  parkToken(work, token, { kind: 'human', taskId, task: node.task, assistTaskId: startAssist(work, token, node) }, timerId)
}

function startAssist(work: Work, token: Token, node: HumanNode): string | undefined {
  if (node.assist === undefined) return undefined
  const refused = spendAgentCall(work)
  if (refused !== undefined) {
    note(work, node.id, 'error', `${quoted(node.label)} has no assistant: ${refused}`)
    return undefined
  }
  const taskId = `assist:${node.id}.${token.visit}`
  issue(work, {
    kind: 'startAgent', taskId, owner: { kind: 'assist', id: node.id }, agentId: node.assist.agentId, visit: token.visit, attempt: 1, input: {},
    idempotencyKey: `${work.context.ticket.id}/${work.place}assist:${node.id}.${token.visit}/1`,
  })
  return taskId
}

/** The person has finished with one of the node's outcomes. */
export function completeHuman(work: Work, token: Token, node: HumanNode, outcome: string): void {
  const link = node.outcomes[outcome]
  endTask(work, token, 'the person has finished')
  const done: Token = { ...token, wait: { kind: 'moving' }, timerId: undefined, error: undefined }
  if (link === undefined) {
    failNode(work, done, node, 'LUMOS.OutputInvalid', `a person ended it with ${quoted(outcome)}, which is none of ${node.outcomeIds.join(', ')}.`)
    return
  }
  note(work, node.id, 'human', `A person ended ${quoted(node.label)} with ${quoted(outcome)}.`, { rule: outcome })
  leave(work, done, node, outcome, link)
}

function endTask(work: Work, token: Token, reason: string): void {
  cancelTimer(work, token.timerId)
  if (token.wait.kind === 'human' && token.wait.assistTaskId !== undefined) issue(work, { kind: 'cancelTask', taskId: token.wait.assistTaskId, reason })
}

/** The people have not finished in time. */
export function missHuman(work: Work, token: Token, node: HumanNode): void {
  const link = node.outcomes['timeout']
  if (link === undefined) {
    failNode(work, token, node, 'LUMOS.Timeout', 'nobody finished it in time.')
    return
  }
  if (token.wait.kind === 'human') issue(work, { kind: 'cancelTask', taskId: token.wait.taskId, reason: 'its time is over' })
  endTask(work, { ...token, timerId: undefined }, 'the time of the person is over')
  note(work, node.id, 'timeout', `Nobody finished ${quoted(node.label)} in time.`, { rule: 'timeout' })
  leave(work, { ...token, wait: { kind: 'moving' }, timerId: undefined, error: undefined }, node, 'timeout', link)
}

function leave(work: Work, token: Token, node: HumanNode, outcome: string, link: ProgramLink): void {
  const record = nodeRecord(work, node.id)
  writeNode(work, node.id, { visits: record.visits, attempts: record.attempts, outcome })
  if (applySet(work, token, node)) sendToken(work, token, link)
}

/** The assistant has answered or failed; either way the person's work goes on. */
export function endAssist(work: Work, token: Token, node: HumanNode, event: Extract<EngineEvent, { kind: 'task.completed' | 'task.failed' }>): void {
  if (token.wait.kind !== 'human') return
  parkToken(work, token, { kind: 'human', taskId: token.wait.taskId, task: token.wait.task }, token.timerId)
  if (event.kind === 'task.failed') {
    note(work, node.id, 'error', `The assistant of ${quoted(node.label)} failed with ${event.code}: ${event.message}`)
    return
  }
  const checked = checkOutputs(event.outputs, node.assist?.outputs ?? [], work.program.teams)
  if (checked.kind === 'misfit') {
    note(work, node.id, 'error', `The assistant of ${quoted(node.label)} failed with LUMOS.OutputInvalid: ${checked.message}`)
    return
  }
  writeRoot(work, node.id, checked.outputs)
  note(work, node.id, 'agent', () => describeOutputs(`Assistant of ${node.label}`, checked.outputs), () => ({ outputs: checked.outputs, reasons: event.reasons }))
}
