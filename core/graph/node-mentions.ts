import { rootOfNode } from './context-roots.ts'
import type { LintContext } from './lint-context.ts'

/** Whether anything outside a group of nodes names one of them, or reads what only they write. */
export function readElsewhere({ workflow, sites }: Pick<LintContext, 'workflow' | 'sites'>, group: ReadonlySet<string>): boolean {
  const { triggers, flow } = workflow.spec
  const others = Object.entries(flow.nodes).filter(([id]) => !group.has(id))
  const rootsOf = (nodes: readonly (readonly [string, (typeof flow.nodes)[string]])[]): readonly string[] =>
    nodes.flatMap(([id, node]) => (node.kind === 'agent' || node.kind === 'tool' ? [rootOfNode(id, node)] : []))
  const kept = new Set(rootsOf(others))
  const lost = new Set(rootsOf(Object.entries(flow.nodes).filter(([id]) => group.has(id))).filter((root) => !kept.has(root)))
  const within = (path: readonly (string | number)[]): boolean => path[1] === 'flow' && path[2] === 'nodes' && group.has(String(path[3]))
  // The text is asked, not what the condition reads: has(...) names a root without reading it.
  const names = (text: string): boolean => [...text.matchAll(/(?<![\w.])([A-Za-z]\w*)(?:\s*\.\s*([A-Za-z]\w*))?/g)].some(([, root = '', field = '']) => lost.has(root) || (root === 'nodes' && group.has(field)))
  const reads = sites.some((entry) => !within(entry.site.path) && names(entry.site.text))
  const named = others.some(([, node]) =>
    (node.kind === 'parallel' && node.join !== undefined && group.has(node.join))
    || (node.kind === 'message' && [...node.text.matchAll(/\{\{(.*?)\}\}/gs)].some(([, placeholder = '']) => names(placeholder)))
    || (node.kind === 'human' && (node.carry ?? []).some((path) => lost.has(path.split('.')[0] ?? ''))))
  return reads || named || (triggers ?? []).some((trigger) => group.has(trigger.then) || (trigger.nodes ?? []).some((id) => group.has(id)))
}
