import { Graph, layout as layOut } from '@dagrejs/dagre'
import type { Layout } from '../spec/layout.ts'
import type { Workflow } from '../spec/workflow.ts'
import { linksOf } from './links.ts'
import { nodePorts } from './node-ports.ts'

/** Width and height of a card in pixels of the canvas. */
export type CardSize = { readonly width: number; readonly height: number }

/** What automatic layout must respect: places the user chose, and how large the cards are. */
export type AutoLayoutOptions = { readonly fixed?: Layout['nodes']; readonly sizeOf?: (id: string) => CardSize }

const grid = 8
const gap = { rank: 96, card: 40 }
const card: CardSize = { width: 256, height: 96 }

/**
 * Places for all cards, layered from left to right. Cards in `fixed` keep their places; the others are set beside the neighbours
 * that lead to them and moved down until they cover nothing. The same flow gives the same places.
 */
export function autoLayout(workflow: Workflow, options: AutoLayoutOptions = {}): Layout['nodes'] {
  const sizeOf = options.sizeOf ?? (() => card)
  const ideal = layered(workflow, sizeOf)
  const fixed = Object.fromEntries(Object.entries(options.fixed ?? {}).filter(([id]) => id in workflow.spec.flow.nodes))
  if (Object.keys(fixed).length === 0) return ideal
  const shift = meanShift(fixed, ideal)
  const placed: Record<string, readonly [number, number]> = { ...fixed }
  for (const [id, at] of Object.entries(ideal)) {
    if (id in placed) continue
    placed[id] = freeSpot([at[0] + shift[0], at[1] + shift[1]], sizeOf(id), placed, sizeOf)
  }
  return placed
}

function layered(workflow: Workflow, sizeOf: (id: string) => CardSize): Layout['nodes'] {
  const { nodes } = workflow.spec.flow
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', ranksep: gap.rank, nodesep: gap.card, edgesep: 24, ranker: 'network-simplex' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const id of Object.keys(nodes)) graph.setNode(id, { ...sizeOf(id) })
  const order = new Map(Object.entries(nodes).flatMap(([id, node]) => nodePorts(node).map((port, i): [string, number] => [`${id}#${port.id}`, i])))
  for (const link of linksOf(workflow)) {
    if (!(link.source in nodes) || !(link.target in nodes) || link.source === link.target) continue
    // The first way out of a card is its main one and should stay straight; error routes and loop limits may bend.
    const weight = link.kind === 'catch' || link.kind === 'onMaxVisits' ? 1 : (order.get(link.id) ?? 0) === 0 ? 4 : 2
    graph.setEdge(link.source, link.target, { weight, minlen: 1 }, link.id)
  }
  layOut(graph)
  return Object.fromEntries(
    Object.keys(nodes).map((id): [string, readonly [number, number]] => {
      const at = graph.node(id)
      const size = sizeOf(id)
      return [id, [snap((at.x ?? 0) - size.width / 2), snap((at.y ?? 0) - size.height / 2)]]
    }),
  )
}

function meanShift(fixed: Layout['nodes'], ideal: Layout['nodes']): readonly [number, number] {
  const ids = Object.keys(fixed).filter((id) => id in ideal)
  if (ids.length === 0) return [0, 0]
  const sum = (axis: 0 | 1): number => ids.reduce((total, id) => total + (fixed[id]?.[axis] ?? 0) - (ideal[id]?.[axis] ?? 0), 0)
  return [sum(0) / ids.length, sum(1) / ids.length]
}

function freeSpot(at: readonly [number, number], size: CardSize, placed: Readonly<Record<string, readonly [number, number]>>, sizeOf: (id: string) => CardSize): readonly [number, number] {
  const x = snap(at[0])
  let y = snap(at[1])
  for (;;) {
    const hit = Object.entries(placed).find(([id, other]) => {
      const its = sizeOf(id)
      return x < other[0] + its.width + gap.card && other[0] < x + size.width + gap.card && y < other[1] + its.height + gap.card && other[1] < y + size.height + gap.card
    })
    if (hit === undefined) return [x, y]
    y = snap(hit[1][1] + sizeOf(hit[0]).height + gap.card + grid)
  }
}

function snap(value: number): number {
  return Math.round(value / grid) * grid
}
