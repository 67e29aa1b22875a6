import type { ToolNode, AgentNode, TypeExpr, Workflow } from '../spec/workflow.ts'

/** Something that writes outputs into the context: a node that ran an agent or a tool, or a monitor. */
export type ContextWriter = {
  readonly kind: 'node' | 'monitor'
  readonly id: string
  readonly root: string
  readonly outputs: Readonly<Record<string, TypeExpr>>
  /** Whether the outputs may be missing although it has run. */
  readonly sampled: boolean
}

/** The root under which a node's outputs are seen. */
export function rootOfNode(id: string, node: AgentNode | ToolNode): string {
  return node.as ?? id
}

/** Everything that writes outputs, nodes in document order and then monitors. */
export function contextWriters(workflow: Workflow): readonly ContextWriter[] {
  const { agents, tools, monitors, flow } = workflow.spec
  const nodes = Object.entries(flow.nodes).flatMap(([id, node]): ContextWriter[] => {
    if (node.kind === 'agent') {
      return [{ kind: 'node', id, root: rootOfNode(id, node), outputs: agents[node.agent]?.outputs ?? {}, sampled: node.sample !== undefined && node.sample < 1 }]
    }
    return node.kind === 'tool' ? [{ kind: 'node', id, root: rootOfNode(id, node), outputs: tools?.[node.tool]?.output ?? {}, sampled: false }] : []
  })
  const watchers = Object.entries(monitors ?? {}).map(([id, monitor]): ContextWriter => ({
    kind: 'monitor', id, root: id, outputs: agents[monitor.agent]?.outputs ?? {}, sampled: false,
  }))
  return [...nodes, ...watchers]
}
