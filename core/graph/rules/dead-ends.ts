import type { LintRule } from '../lint-context.ts'
import { nodePorts } from '../node-ports.ts'
import { reaching } from '../reachability.ts'

/** LUM103: from every node an end can be reached. */
export const deadEnds: LintRule = ({ workflow, graph, report }) => {
  const { nodes } = workflow.spec.flow
  // A way that is not drawn yet, or leads to a node that is not there yet, may still lead to an end; it has a finding of its own.
  const hopeful = Object.entries(nodes).flatMap(([id, node]) =>
    node.kind === 'end' || nodePorts(node).some((port) => port.target === undefined || !Object.hasOwn(nodes, port.target)) ? [id] : [])
  const fine = reaching(graph, hopeful)
  return graph.ids.filter((id) => !fine.has(id)).map((id) => report('LUM103', { node: id }, ['spec', 'flow', 'nodes', id], { part: 'key' }))
}
