import { replaceSpan } from '../../spec/source-finding.ts'
import { partAt, spanAt } from '../../spec/spec-source.ts'
import { contextWriters } from '../context-roots.ts'
import type { LintRule } from '../lint-context.ts'
import { reachableFrom } from '../reachability.ts'

/** LUM508: where an agent's words reach the customer and no person has seen the ticket, every decision is on record. */
export const decisionAudit: LintRule = ({ source, workflow, graph, report }) => {
  const { policies, flow } = workflow.spec
  if (policies?.audit?.decisions === 'full') return []
  const written = new Set(contextWriters(workflow).map((writer) => writer.root))
  const roots = [...graph.starts, ...(workflow.spec.triggers ?? []).map((trigger) => trigger.then)].filter((id) => Object.hasOwn(flow.nodes, id))
  const unseen = reachableFrom(graph, roots, (link) => flow.nodes[link.source]?.kind !== 'human')
  // A text that stands in the file was decided by its author; what an agent writes is decided anew for every ticket.
  const speaks = (text: string): boolean => [...text.matchAll(/\{\{\s*(\w+)/g)].some((match) => written.has(match[1] ?? ''))
  const node = graph.ids.find((id) => { const each = flow.nodes[id]; return each?.kind === 'message' && unseen.has(id) && speaks(each.text) })
  if (node === undefined) return []
  const path = ['spec', 'policies', 'audit', 'decisions']
  if (policies?.audit !== undefined) return [report('LUM508', { node }, path, partAt(source, path) === undefined ? { fix: replaceSpan('Record every decision in full', spanAt(source, path), 'full') } : {})]
  return [policies === undefined ? report('LUM508', { node }, ['spec', 'flow', 'nodes', node], { part: 'key' }) : report('LUM508', { node }, ['spec', 'policies'], { part: 'key' })]
}
