import { nearestName } from '../../conditions/nearest-name.ts'
import type { LintRule } from '../lint-context.ts'
import { linksOf } from '../links.ts'

const mostSuggestions = 200

/** LUM101: every way, and every migration of running tickets, leads to a node that exists. */
export const linkTargets: LintRule = ({ workflow, graph, report }) => {
  const known = new Set(graph.ids)
  const joins = Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) =>
    node.kind === 'parallel' && node.join !== undefined ? [{ source: id, port: 'join', target: node.join, path: ['spec', 'flow', 'nodes', id, 'join'] }] : [])
  const migrations = (workflow.spec.migrations ?? []).flatMap(({ from, nodes }, index) =>
    Object.entries(nodes).map(([old, target]) => ({ source: `Migration from ${from}`, port: old, target, path: ['spec', 'migrations', index, 'nodes', old] })))
  // Looking for near names among thousands takes its time; whoever has hundreds of them has renamed something on purpose.
  let left = mostSuggestions
  return [...linksOf(workflow), ...joins, ...migrations].flatMap(({ source, port, target, path }) => {
    if (known.has(target)) return []
    left -= 1
    const near = left < 0 ? undefined : nearestName(target, graph.ids)
    return [report('LUM101', { where: `${source}.${port}`, target, hint: near === undefined ? 'Lead it to a node that exists, or add the node.' : `Did you mean ${near}?` }, path)]
  })
}
