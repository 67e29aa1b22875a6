import { diagnose } from '../spec/diagnostics.ts'
import type { Finding } from '../spec/finding.ts'
import type { Layout } from '../spec/layout.ts'
import { findingAt } from '../spec/source-finding.ts'
import type { SpecSource } from '../spec/spec-source.ts'
import type { Workflow } from '../spec/workflow.ts'

const start = { line: 1, column: 1 }

/** LUM801 and LUM802: the layout and the flow speak of the same nodes. */
export function layoutFindings(source: SpecSource, workflow: Workflow, layout: Layout): readonly Finding[] {
  const { nodes } = workflow.spec.flow
  // Entries of nodes that are gone stand in the layout's file, not in this one.
  const stale = Object.keys(layout.nodes).filter((id) => !Object.hasOwn(nodes, id)).map((id): Finding => ({ ...diagnose('LUM801', { node: id }), path: ['nodes', id], range: { start, end: start } }))
  const missing = Object.keys(nodes).filter((id) => !Object.hasOwn(layout.nodes, id)).map((id) => findingAt(source, 'LUM802', { node: id }, ['spec', 'flow', 'nodes', id], 'key'))
  return [...stale, ...missing]
}
