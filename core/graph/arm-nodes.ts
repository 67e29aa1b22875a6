import type { Workflow } from '../spec/workflow.ts'
import { rootOfNode } from './context-roots.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { ParallelRegion } from './regions.ts'

/** The nodes of one arm as the engine sees them: error routes that come back to the join belong to it. */
export type ArmNodes = { readonly id: string; readonly nodes: ReadonlySet<string>; readonly roots: ReadonlySet<string> }

function walk(from: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set([from])
  for (const id of seen) for (const target of next(id)) seen.add(target)
  return seen
}

/** The arms of a block: nodes that an arm reaches and from which the join is reached without entering the block again. */
export function armNodes(workflow: Workflow, graph: FlowGraph, region: ParallelRegion): readonly ArmNodes[] {
  const { id, joinId } = region
  const outer = (node: string): boolean => node === id || node === joinId
  const backward = (node: string): readonly string[] => (node === id ? [] : graph.into(node).map((link) => link.source).filter((source) => !outer(source)))
  const reachesJoin = joinId === undefined ? new Set<string>() : walk(joinId, backward)
  // Whatever leads to a node that reaches the join reaches it too, so nothing else needs to be walked.
  const onward = (node: string): readonly string[] => graph.outOf(node).map((link) => link.target).filter((target) => !outer(target) && reachesJoin.has(target))
  return region.arms.map(({ id: arm, arm: { then } }) => {
    const nodes = then === undefined || outer(then) || !reachesJoin.has(then) ? new Set<string>() : walk(then, onward)
    const roots = [...nodes].flatMap((node) => {
      const spec = workflow.spec.flow.nodes[node]
      return spec?.kind === 'agent' || spec?.kind === 'tool' ? [rootOfNode(node, spec)] : []
    })
    return { id: arm, nodes, roots: new Set(roots) }
  })
}
