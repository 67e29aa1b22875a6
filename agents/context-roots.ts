import type { Value } from '../core/conditions/value.ts'
import type { Workflow } from '../core/spec/workflow.ts'
import { asRecord, type ValueRecord } from './read-value.ts'

/** The outputs of one agent run that the context holds. */
export type ContextRoot = { readonly root: string; readonly agentId: string; readonly outputs: ValueRecord }

/** Where in the context agents of a role have written: nodes and monitors, by the name that conditions use, in the order of names. */
export function rootsOfRole(workflow: Workflow, context: Readonly<Record<string, Value>>, role: string): readonly ContextRoot[] {
  const writers = new Map<string, string>()
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) if (node.kind === 'agent') writers.set(node.as ?? id, node.agent)
  for (const [id, monitor] of Object.entries(workflow.spec.monitors ?? {})) writers.set(id, monitor.agent)
  return [...writers]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([root, agentId]) => {
      const outputs = asRecord(context[root])
      return outputs !== undefined && workflow.spec.agents[agentId]?.role === role ? [{ root, agentId, outputs }] : []
    })
}
