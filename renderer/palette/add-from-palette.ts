import { addAgent, addNode, connect, connectJoin } from '../../core/document/edit-nodes.ts'
import type { Added, Point } from '../../core/document/edit-nodes.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { freshId } from '../../core/document/fresh-id.ts'
import { nodePorts } from '../../core/graph/node-ports.ts'
import { setAt } from '../../core/document/set-at.ts'
import type { FlowNode } from '../../core/spec/workflow.ts'
import { agentTypeOf } from '../canvas/describe-agent.ts'
import { addNote, notePrefix } from '../canvas/edit-notes.ts'
import { placedLayout } from '../canvas/placed-layout.ts'
import { currentDocument, edit } from '../state/flow-store.ts'
import { locate, select, useSelection } from '../state/selection-store.ts'
import { notify } from '../state/toast-store.ts'
import { paletteItems } from './palette-items.ts'
import type { PaletteItem } from './palette-items.ts'

/** The type under which a drag carries what is dragged: the item's id and nothing else. */
export const paletteDragType = 'application/x-lumos-palette'

// `message` is what rules call the customer's own words, so a card of ours must not be called that.
const idBases: Readonly<Record<string, string>> = { message: 'reply', question: 'ask' }

/** Puts an item on the canvas and chooses it; without a place it goes to the right of the chosen card and is connected to it. */
export function addFromPalette(itemId: string, at: Point | null): void {
  const item = paletteItems.find((each) => each.id === itemId)
  const document = currentDocument()
  if (item === undefined || document === undefined) return
  if (item.kind === 'trigger') return addTrigger(document)
  if (item.kind === 'note') return putNote(document, at)
  const beside = at === null ? useSelection.getState().nodes.at(-1) : undefined
  const place = at ?? freePlace(document, beside)
  const added = add(document, item, place, beside)
  if (added === null) return
  const linked = beside === undefined ? added.document : linkFrom(added.document, beside, added.id)
  edit(`Add ${item.title.toLowerCase()}`, () => linked)
  if (at === null) locate([added.id])
  else select({ nodes: [added.id] })
}

function putNote(document: FlowDocument, at: Point | null): void {
  const beside = useSelection.getState().nodes.at(-1)
  const own = beside === undefined ? undefined : placedLayout(document).nodes[beside]
  const added = addNote(document, at ?? (own === undefined ? freePlace(document, undefined) : [own[0], own[1] - 104]))
  edit('Add note', () => added.document)
  select({ nodes: [`${notePrefix}${added.id}`] })
}

function add(document: FlowDocument, item: PaletteItem, at: Point, beside: string | undefined): Added | null {
  const stage = stageFor(document, item, at, beside)
  if (item.role !== null) {
    const type = agentTypeOf(item.role)
    return type === undefined ? null : addAgent(document, item.role, type.newAgent(document.workflow), stage, at)
  }
  if (item.kind === 'parallel') return addParallel(document, stage, at)
  const node = freshNode(document, item, stage)
  return node === null ? null : addNode(document, idBases[item.id] ?? item.id, node, at)
}

function freshNode(document: FlowDocument, item: PaletteItem, stage: string): FlowNode | null {
  const { spec } = document.workflow
  const [team] = Object.keys(spec.teams ?? {})
  const withTeam = team === undefined ? {} : { team }
  switch (item.id) {
    case 'start':
      return { kind: 'start', channels: Object.keys(spec.channels), stage }
    case 'message':
      return { kind: 'message', title: 'Send a message', stage, text: '', await: { reply: '24h' }, outcomes: {} }
    case 'question':
      return { kind: 'message', title: 'Ask the customer', stage, text: '', choices: ['yes', 'no'], await: { reply: '24h' }, outcomes: {} }
    case 'decision':
      return { kind: 'decision', title: 'Decision', stage, branches: [] }
    case 'conversation':
      return { kind: 'human', title: 'Hand over', task: 'conversation', stage, ...withTeam, outcomes: {} }
    case 'approval':
      return { kind: 'human', title: 'Approve', task: 'approval', stage, ...withTeam, timeout: '2h', outcomes: {} }
    case 'tool': {
      const [tool] = Object.keys(spec.tools ?? {})
      if (tool === undefined) notify({ kind: 'info', title: 'This flow declares no tools yet', hint: 'Add one in the flow’s settings, or start from a template that has some.' })
      return tool === undefined ? null : { kind: 'tool', tool, stage }
    }
    case 'wait':
      return { kind: 'wait', title: 'Wait', for: '1h', stage }
    case 'end':
      return { kind: 'end', outcome: 'resolved', stage }
    default:
      return null
  }
}

function addParallel(document: FlowDocument, stage: string, at: Point): Added {
  const fork = addNode(document, 'parallel', { kind: 'parallel', title: 'At the same time', stage, arms: [{ id: 'first' }, { id: 'second' }] }, at)
  const join = addNode(fork.document, 'together', { kind: 'join', title: 'Bring together', mode: 'all', stage }, [at[0] + 640, at[1]])
  return { document: connectJoin(join.document, fork.id, join.id), id: fork.id }
}

function addTrigger(document: FlowDocument): void {
  const { spec } = document.workflow
  const chosen = useSelection.getState().nodes.at(-1)
  const target = chosen ?? Object.entries(spec.flow.nodes).find(([, node]) => node.kind === 'human')?.[0] ?? Object.keys(spec.flow.nodes)[0]
  if (target === undefined) return
  const triggers = spec.triggers ?? []
  const id = freshId('trigger', Object.fromEntries(triggers.map((trigger) => [trigger.id, true])))
  const monitor = Object.keys(spec.monitors ?? {})[0]
  const when = monitor === undefined ? 'ticket.reopenCount > 1' : `has(${monitor}.frustration) && ${monitor}.frustration >= 0.7`
  const result = setAt(document, ['spec', 'triggers'], [...triggers, { id, when, stages: [Object.keys(spec.flow.stages)[0]], mode: 'interrupt', limit: 1, then: target }])
  if (result.kind === 'refused') return notify({ kind: 'error', title: 'The trigger could not be added', hint: result.message })
  edit('Add escalation trigger', () => result.document)
  select({ trigger: id })
}

/** The first way out that leads nowhere yet is led to the new card; a card with one way gets the new one between itself and the next. */
function linkFrom(document: FlowDocument, source: string, target: string): FlowDocument {
  const node = document.workflow.spec.flow.nodes[source]
  const targetNode = document.workflow.spec.flow.nodes[target]
  if (node === undefined || targetNode === undefined || targetNode.kind === 'start') return document
  const ports = nodePorts(node)
  const open = ports.find((port) => port.target === undefined)
  if (open !== undefined) return connect(document, source, open.id, target)
  const [only] = ports.filter((port) => port.kind === 'then')
  const [way] = nodePorts(targetNode)
  if (only?.target === undefined || way === undefined || way.target !== undefined) return document
  return connect(connect(document, target, way.id, only.target), source, only.id, target)
}

function stageFor(document: FlowDocument, item: PaletteItem, at: Point, beside: string | undefined): string {
  const { stages, nodes } = document.workflow.spec.flow
  const known = Object.keys(stages)
  if (item.id === 'conversation' && 'human' in stages) return 'human'
  const neighbour = beside ?? nearest(document, at)
  return (neighbour === undefined ? undefined : nodes[neighbour]?.stage) ?? known[0] ?? 'automated'
}

function nearest(document: FlowDocument, at: Point): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const [id, [x, y]] of Object.entries(placedLayout(document).nodes)) {
    const distance = Math.hypot(x - at[0], y - at[1])
    if (distance < bestDistance && id in document.workflow.spec.flow.nodes) {
      best = id
      bestDistance = distance
    }
  }
  return best
}

function freePlace(document: FlowDocument, beside: string | undefined): Point {
  const places = Object.values(placedLayout(document).nodes)
  const own = beside === undefined ? undefined : placedLayout(document).nodes[beside]
  let [x, y] = own === undefined ? [Math.max(0, ...places.map((place) => place[0] + 320)), Math.min(0, ...places.map((place) => place[1]))] : [own[0] + 320, own[1]]
  if (places.length === 0) [x, y] = [0, 0]
  while (places.some(([otherX, otherY]) => Math.abs(otherX - x) < 272 && Math.abs(otherY - y) < 176)) y += 184
  return [x, y]
}
