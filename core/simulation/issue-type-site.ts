import type { Workflow } from '../spec/workflow.ts'

/** Where a flow writes the issue type of a ticket: an output of an agent, under the name that its node gives. */
export type IssueTypeSite = { readonly root: string; readonly output: string }

/** The site that a scenario names; else `triage.issueType`, else the issueType of the first node whose agent has one. Null where there is none. */
export function issueTypeSite({ spec }: Workflow, named: string | null): IssueTypeSite | null {
  if (named !== null) {
    const dot = named.lastIndexOf('.')
    return dot < 1 ? null : { root: named.slice(0, dot), output: named.slice(dot + 1) }
  }
  const roots = Object.entries(spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'agent' && spec.agents[node.agent]?.outputs['issueType'] !== undefined ? [node.as ?? id] : []))
  const root = roots.find((one) => one === 'triage') ?? roots[0]
  return root === undefined ? null : { root, output: 'issueType' }
}

/** The name under which a node of the flow writes what its agent puts out. */
export function outputRoot({ spec }: Workflow, nodeId: string): string {
  const node = spec.flow.nodes[nodeId]
  return node?.kind === 'agent' ? (node.as ?? nodeId) : nodeId
}
