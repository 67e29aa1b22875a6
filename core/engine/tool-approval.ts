import { cancelTimer } from './cancel.ts'
import type { TaskInput, Token } from './engine-state.ts'
import { evaluate } from './expression.ts'
import { evaluateInput } from './evaluate-input.ts'
import { explainTrue } from './explain-decision.ts'
import { failNode } from './fail-node.ts'
import type { ProgramApproval, ToolNode } from './program.ts'
import { beginTask } from './task-node.ts'
import { parkToken } from './tokens.ts'
import { contextOf, issue, note, quoted, type Work } from './work.ts'

/** A token arrives at a tool that may need a person's word: what is asked for is what will be called, so its input is fixed first. */
export function enterApprovals(work: Work, token: Token, node: ToolNode): void {
  const input = evaluateInput(work, token, node)
  if (input.kind === 'failed') failNode(work, token, node, input.code, input.message)
  else askNext(work, token, node, input.values, 0, false)
}

/** Asks for the next approval that applies, in the order of the policies; with none left the tool is called. */
function askNext(work: Work, token: Token, node: ToolNode, input: TaskInput, from: number, isAsked: boolean): void {
  const context = contextOf(work, token)
  for (const approval of node.approvals.slice(from)) {
    const outcome = approval.when === undefined ? undefined : evaluate(work, approval.when, context)
    if (outcome?.kind === 'failed') {
      failNode(work, token, node, outcome.code, `whether it needs the approval ${quoted(approval.id)} could not be decided: ${outcome.message}.`)
      return
    }
    if (outcome !== undefined && outcome.value !== true) continue
    ask(work, token, node, input, approval)
    return
  }
  beginTask(work, token, node, isAsked ? input : undefined)
}

function ask(work: Work, token: Token, node: ToolNode, input: TaskInput, approval: ProgramApproval): void {
  const { id, team, when } = approval
  const taskId = `approval:${node.id}.${token.visit}.${id}`
  const timerId = `timeout:${taskId}`
  issue(work, { kind: 'startApproval', taskId, nodeId: node.id, visit: token.visit, approval: id, toolId: node.toolId, team, input })
  issue(work, { kind: 'setTimer', timerId, delayMs: approval.timeoutMs })
  const because = (): string => (when === undefined ? '' : ` because ${explainTrue(when, contextOf(work, token), work.program.ports)}`)
  note(work, node.id, 'approval', () => `${quoted(node.label)} needs the approval ${quoted(id)} of team ${team}${because()}.`, { values: { team } })
  parkToken(work, token, { kind: 'approval', taskId, approval: id, input }, timerId)
}

/** A person has decided. */
export function answerApproval(work: Work, token: Token, node: ToolNode, outcome: string): void {
  cancelTimer(work, token.timerId)
  const answered: Token = { ...token, timerId: undefined, wait: { kind: 'moving' } }
  if (token.wait.kind !== 'approval') return
  const { approval, input } = token.wait
  if (outcome === 'approved') {
    note(work, node.id, 'approval', `A person allowed ${quoted(node.label)}.`, { rule: outcome })
    goOn(work, answered, node, approval, input)
  } else if (outcome === 'rejected') {
    failNode(work, answered, node, 'LUMOS.ToolDenied', `a person did not allow it (${approval}).`)
  } else {
    failNode(work, answered, node, 'LUMOS.OutputInvalid', `a person ended the approval with ${quoted(outcome)}, which is none of approved, rejected.`)
  }
}

/** Nobody has decided in time: the policy says what that means. */
export function missApproval(work: Work, token: Token, node: ToolNode): void {
  if (token.wait.kind !== 'approval') return
  const { taskId, approval, input } = token.wait
  if (node.approvals.find(({ id }) => id === approval)?.onTimeout !== 'allow') {
    note(work, node.id, 'timeout', `Nobody decided on ${quoted(node.label)} in time.`)
    failNode(work, token, node, 'LUMOS.ToolDenied', `nobody allowed it in time (${approval}).`)
    return
  }
  issue(work, { kind: 'cancelTask', taskId, reason: 'its time is over' })
  note(work, node.id, 'timeout', `Nobody decided on ${quoted(node.label)} in time, which allows it (${approval}).`, { rule: 'allow' })
  goOn(work, { ...token, wait: { kind: 'moving' } }, node, approval, input)
}

function goOn(work: Work, token: Token, node: ToolNode, approval: string, input: TaskInput): void {
  askNext(work, parkToken(work, token, { kind: 'moving' }), node, input, node.approvals.findIndex(({ id }) => id === approval) + 1, true)
}
