import type { Value } from '../core/conditions/value.ts'
import type { Workflow } from '../core/spec/workflow.ts'
import { asRecord, type ValueRecord } from './read-value.ts'

/** The outputs of one agent run that the context holds. */
export type ContextRoot = { readonly root: string; readonly agentId: string; readonly outputs: ValueRecord }

/** Where in the context agents of a role have written: nodes and monitors, by the name that conditions use, in the order of names. */
export function rootsOfRole(workflow: Workflow, context: Readonly<Record<string, Value>>, role: string): readonly ContextRoot[] {
  return writersOf(workflow).flatMap((writer) => {
    if (writer.role !== role) return []
    const outputs = asRecord(context[writer.root])
    return outputs === undefined ? [] : [{ root: writer.root, agentId: writer.agentId, outputs }]
  })
}

type Writer = { readonly root: string; readonly agentId: string; readonly role: string | undefined }

const knownWriters = new WeakMap<Workflow, readonly Writer[]>()

function writersOf(workflow: Workflow): readonly Writer[] {
  const known = knownWriters.get(workflow)
  if (known !== undefined) return known
  const writers = new Map<string, string>()
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) if (node.kind === 'agent') writers.set(node.as ?? id, node.agent)
  for (const [id, monitor] of Object.entries(workflow.spec.monitors ?? {})) writers.set(id, monitor.agent)
  const list = [...writers].sort(([one], [other]) => (one < other ? -1 : 1)).map(([root, agentId]): Writer => ({ root, agentId, role: workflow.spec.agents[agentId]?.role }))
  knownWriters.set(workflow, list)
  return list
}
