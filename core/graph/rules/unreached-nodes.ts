import type { LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'
import { reachableFrom } from '../reachability.ts'

/** LUM102: something leads to every node, from a start, a trigger or the error route. */
export const unreachedNodes: LintRule = ({ source, workflow, graph, report }) => {
  const entries = graph.links.flatMap((link) => (link.kind === 'trigger' || link.kind === 'onError' ? [link.target] : []))
  const reached = reachableFrom(graph, [...graph.starts, ...entries])
  const unreached = Object.keys(workflow.spec.flow.nodes).filter((id) => !reached.has(id))
  // Connecting the first node of an unreached part connects the rest of it too.
  const covered = new Set<string>()
  const heads = [...unreached.filter((id) => graph.into(id).length === 0), ...unreached].filter((id) => {
    if (covered.has(id)) return false
    for (const behind of reachableFrom(graph, [id])) covered.add(behind)
    return true
  })
  return heads.map((id) => {
    const path = ['spec', 'flow', 'nodes', id]
    // Deleting a node that others point to would only move the problem.
    const fix = graph.into(id).length === 0 ? modelFix(source, `Delete ${id}`, [{ path, value: undefined }]) : undefined
    return report('LUM102', { node: id }, path, { part: 'key', ...(fix === undefined ? {} : { fix }) })
  })
}
