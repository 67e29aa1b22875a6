import type { LintContext, LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'
import { nodeMentions } from '../node-mentions.ts'
import { reachableFrom } from '../reachability.ts'

/** Repairs are made for so many nodes at once; more would take seconds, and the next check makes the next ones. */
const mostRepairs = 100

/** A node and what nothing leads to once it is gone. */
function goneWith({ graph }: LintContext, head: string, unreached: ReadonlySet<string>): ReadonlySet<string> {
  const gone = new Set([...reachableFrom(graph, [head])].filter((id) => unreached.has(id)))
  // A node that something else leads to stays, and so does all that is behind it.
  const staying = [...gone].filter((id) => id !== head && graph.into(id).some((link) => !gone.has(link.source)))
  for (const id of reachableFrom(graph, staying, (link) => link.target !== head)) gone.delete(id)
  return gone
}

/** LUM102: something leads to every node, from a start, a trigger or the error route. */
export const unreachedNodes: LintRule = (context) => {
  const { source, workflow, graph, report } = context
  const entries = graph.links.flatMap((link) => (link.kind === 'trigger' || link.kind === 'onError' ? [link.target] : []))
  const reached = reachableFrom(graph, [...graph.starts, ...entries])
  const unreached = new Set(Object.keys(workflow.spec.flow.nodes).filter((id) => !reached.has(id)))
  // Connecting the first node of an unreached part connects the rest of it too.
  const covered = new Set<string>()
  const heads = [...[...unreached].filter((id) => graph.into(id).length === 0), ...unreached].filter((id) => {
    if (covered.has(id)) return false
    const open = [id]
    for (const each of open) {
      if (covered.has(each)) continue
      covered.add(each)
      open.push(...graph.outOf(each).map((link) => link.target))
    }
    return true
  })
  if (heads.length === 0) return []
  const { readElsewhere } = nodeMentions(context)
  return heads.map((id, index) => {
    const path = ['spec', 'flow', 'nodes', id]
    const gone = index < mostRepairs ? goneWith(context, id, unreached) : new Set<string>()
    const others = gone.size - 1
    // What is read or named elsewhere cannot go without breaking that place.
    const fix = gone.size > 0 && !readElsewhere(gone)
      ? modelFix(source, others === 0 ? `Delete ${id}` : `Delete ${id} and the ${others === 1 ? 'node' : `${others} nodes`} behind it`, [...gone].map((node) => ({ path: ['spec', 'flow', 'nodes', node], value: undefined })))
      : undefined
    return report('LUM102', { node: id }, path, { part: 'key', ...(fix === undefined ? {} : { fix }) })
  })
}
