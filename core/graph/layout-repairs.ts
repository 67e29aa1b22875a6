import type { Layout } from '../spec/layout.ts'
import type { Workflow } from '../spec/workflow.ts'
import { autoLayout } from './auto-layout.ts'

/** The layout of exactly the nodes that a flow has: places of nodes that are gone are dropped, nodes without a place get one beside their neighbours. */
export function repairedLayout(workflow: Workflow, layout: Layout): Layout {
  const { nodes } = workflow.spec.flow
  const kept = Object.fromEntries(Object.entries(layout.nodes).filter(([id]) => Object.hasOwn(nodes, id)))
  const isComplete = Object.keys(nodes).every((id) => Object.hasOwn(kept, id))
  return { ...layout, nodes: isComplete ? kept : autoLayout(workflow, { fixed: kept }) }
}
