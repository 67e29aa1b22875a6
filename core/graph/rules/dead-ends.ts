import type { FlowNode } from '../../spec/workflow.ts'
import { circlesAmong } from '../cycles.ts'
import type { LintRule } from '../lint-context.ts'
import { nodePorts } from '../node-ports.ts'
import { reaching } from '../reachability.ts'

function isUnfinished(nodes: Readonly<Record<string, FlowNode>>, node: FlowNode): boolean {
  if (node.kind === 'parallel' && (node.join === undefined || node.arms.length === 0)) return true
  return nodePorts(node).some((port) => port.target === undefined || !Object.hasOwn(nodes, port.target))
}

/** LUM103: from every node an end can be reached. */
export const deadEnds: LintRule = ({ workflow, graph, report }) => {
  const { nodes } = workflow.spec.flow
  // A way that is not drawn yet, or leads to a node that is not there yet, may still lead to an end; it has a finding of its own.
  const fine = reaching(graph, Object.entries(nodes).flatMap(([id, node]) => (node.kind === 'end' || isUnfinished(nodes, node) ? [id] : [])))
  const stuck = graph.ids.filter((id) => !fine.has(id))
  const next = (id: string): readonly string[] => graph.outOf(id).map((link) => link.target)
  const circles = circlesAmong(stuck, next)
  const inCircle = new Set(circles.flat())
  // Whatever only leads to a circle is mended with it, so the circles at the end of all ways are told.
  const last = [...circles, ...stuck.filter((id) => !inCircle.has(id)).map((id) => [id])].filter((group) => {
    const inside = new Set(group)
    return !group.some((id) => next(id).some((target) => !inside.has(target)))
  })
  return last.flatMap(([id]) => (id === undefined ? [] : [report('LUM103', { node: id }, ['spec', 'flow', 'nodes', id], { part: 'key' })]))
}
