import { assertNever } from '../../core/assert-never.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { agentTitle } from './describe-agent.ts'

/** An id as people read it: "reviewDraft" is "Review draft". */
export function wordsOfId(id: string): string {
  const spaced = id.replace(/([a-z])([A-Z0-9])/gu, '$1 $2').replace(/[-_.]+/gu, ' ')
  const lower = spaced.replace(/\b([A-Z])(?=[a-z])/gu, (letter) => letter.toLowerCase())
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}

/** The title of a node: its own, else that of what it runs, else its id in words. */
export function titleOfNode(workflow: Workflow, id: string): string {
  const node = workflow.spec.flow.nodes[id]
  if (node === undefined) return wordsOfId(id)
  return node.title ?? implied(workflow, node) ?? wordsOfId(id)
}

function implied(workflow: Workflow, node: FlowNode): string | undefined {
  switch (node.kind) {
    case 'agent':
      return agentTitle(workflow, node.agent)
    case 'tool':
      return wordsOfId(node.tool)
    case 'start':
      return 'New ticket'
    case 'end':
      return { resolved: 'Solved', unresolved: 'Not solved', dropped: 'Dropped', none: 'End of this path' }[node.outcome]
    case 'decision':
    case 'parallel':
    case 'join':
    case 'message':
    case 'human':
    case 'wait':
    case 'subflow':
      return undefined
    default:
      return assertNever(node)
  }
}

/** The title of a team. */
export function titleOfTeam(workflow: Workflow, id: string): string {
  return workflow.spec.teams?.[id]?.title ?? wordsOfId(id)
}

/** The kind of a node in one word or two. */
export function kindWords(kind: FlowNode['kind']): string {
  return {
    start: 'Start', agent: 'Agent', tool: 'Tool', decision: 'Decision', parallel: 'In parallel', join: 'Bring together',
    message: 'Message', human: 'People', wait: 'Wait', subflow: 'Subflow', end: 'End',
  }[kind]
}
