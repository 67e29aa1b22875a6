import { assertNever } from '../../core/assert-never.ts'
import type { FlowNode, Workflow } from '../../core/spec/workflow.ts'
import { agentFamily } from './describe-agent.ts'

/** The groups of the palette, by what people want to do. */
export const families = ['receive', 'understand', 'answer', 'decide', 'people', 'check', 'flow'] as const

/** One group of the palette; each has a colour. */
export type Family = (typeof families)[number]

/** The family whose colour a node wears. */
export function familyOf(workflow: Workflow, node: FlowNode): Family {
  switch (node.kind) {
    case 'start':
      return 'receive'
    case 'agent':
      return agentFamily(workflow, node.agent)
    case 'decision':
      return 'decide'
    case 'message':
      return 'answer'
    case 'human':
      return 'people'
    case 'tool':
    case 'parallel':
    case 'join':
    case 'wait':
    case 'subflow':
    case 'end':
      return 'flow'
    default:
      return assertNever(node)
  }
}
