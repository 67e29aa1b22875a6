import type { FlowDocument } from '../../core/document/flow-document.ts'
import { autoLayout } from '../../core/graph/auto-layout.ts'
import type { Layout } from '../../core/spec/layout.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { cardModel } from './card-model.ts'
import { cardHeight, cardMeasures } from './card-size.ts'

const known = new WeakMap<FlowDocument, Layout>()

/** The layout with a place for every card: its own where it has one, otherwise one from the automatic arrangement. */
export function placedLayout(document: FlowDocument): Layout {
  const before = known.get(document)
  if (before !== undefined) return before
  const { nodes } = document.workflow.spec.flow
  const missing = Object.keys(nodes).filter((id) => document.layout.nodes[id] === undefined)
  const placed = missing.length === 0 ? document.layout : { ...document.layout, nodes: { ...arranged(document.workflow, document.layout.nodes), ...document.layout.nodes } }
  known.set(document, placed)
  return placed
}

/** Places for all cards, from left to right. */
export function arranged(workflow: Workflow, fixed: Layout['nodes'] = {}): Layout['nodes'] {
  return autoLayout(workflow, { fixed, sizeOf: (id) => sizeOf(workflow, id) })
}

/** The size that a card will have on the canvas, with room for its footer. */
export function sizeOf(workflow: Workflow, id: string): { readonly width: number; readonly height: number } {
  const node = workflow.spec.flow.nodes[id]
  return { width: cardMeasures.width, height: node === undefined ? cardMeasures.head : cardHeight(cardModel(workflow, id, node), true) }
}
