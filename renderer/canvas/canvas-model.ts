import { Position } from '@xyflow/react'
import type { Edge, Node, NodeHandle } from '@xyflow/react'
import type { Layout } from '../../core/spec/layout.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import { cardModel } from './card-model.ts'
import type { CardModel } from './card-model.ts'
import { cardHeight, cardMeasures, portOffset } from './card-size.ts'
import { conditionWords } from './condition-words.ts'
import { notePrefix } from './edit-notes.ts'
import { joinWords } from './join-words.ts'
import { parallelBlocks } from './parallel-blocks.ts'
import { routeEdges } from './route-edges.ts'
import type { Box, Wanted, XY } from './route-edges.ts'
import { stageBands } from './stage-bands.ts'
import { titleOfNode, wordsOfId } from './title-of.ts'

/** A card on the canvas. */
export type CardNode = Node<{ readonly card: CardModel; readonly footer: boolean }, 'card'>
/** A trigger: a bolt above the flow. */
export type TriggerNode = Node<{ readonly triggerId: string; readonly title: string; readonly rule: string; readonly mode: 'interrupt' | 'notify' }, 'trigger'>
/** The frame around a parallel block. */
export type FrameNode = Node<{ readonly title: string }, 'frame'>
/** The ground of a stage, with its name and the monitors that watch it. */
export type BandNode = Node<{ readonly title: string; readonly monitors: readonly { readonly id: string; readonly title: string }[] }, 'band'>
/** A note between the cards. */
export type NoteNode = Node<{ readonly noteId: string; readonly text: string }, 'note'>
/** Anything that lies on the canvas. */
export type CanvasNode = CardNode | TriggerNode | FrameNode | BandNode | NoteNode

/** A way between cards. */
export type WayEdge = Edge<{ readonly route: readonly XY[]; readonly label: string | null; readonly kind: 'way' | 'aside' | 'trigger'; readonly portId: string }, 'way'>

/** What React Flow draws. */
export type CanvasModel = { readonly nodes: readonly CanvasNode[]; readonly edges: readonly WayEdge[] }

/** How the canvas is to be drawn, beside what the document says. */
export type CanvasOptions = { readonly footer: boolean; readonly errorRoutes: boolean; readonly focus: ReadonlySet<string> }

const bolt = { width: 200, height: 28 }

/** Derives everything on the canvas from the document; nothing here is a second truth. */
export function canvasModel(workflow: Workflow, layout: Layout, options: CanvasOptions): CanvasModel {
  const cards = new Map<string, CardModel>()
  const boxes: Box[] = []
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) {
    const card = cardModel(workflow, id, node)
    const [x, y] = layout.nodes[id] ?? [0, 0]
    cards.set(id, card)
    boxes.push({ id, x, y, width: cardMeasures.width, height: cardHeight(card, options.footer) })
  }
  const boxOf = new Map(boxes.map((box) => [box.id, box]))
  const bands = stageBands(workflow, boxes)
  const cardNodes = boxes.map((box): CardNode => cardNode(cards.get(box.id), box, options.footer)).filter((node) => node !== undefined)
  const triggers = triggerNodes(workflow, boxOf, bands.top)
  const wanted = wantedWays(cards, boxOf, layout, options)
  const routes = routeEdges(boxes, wanted.map((each) => each.wanted))
  const ways = wanted.map((each): WayEdge => wayEdge(workflow, each, routes))
  return {
    nodes: [...bands.nodes.map(bandNode), ...parallelBlocks(workflow, boxOf).map(frameNode), ...cardNodes, ...triggers, ...Object.entries(layout.notes ?? {}).map(([id, note]) => noteNode(id, note))],
    edges: [...ways, ...triggerEdges(workflow, boxOf, triggers)],
  }
}

function cardNode(card: CardModel | undefined, box: Box, footer: boolean): CardNode {
  const known = card ?? { id: box.id, kind: 'end', role: null, family: 'flow', title: box.id, sentence: '', main: null, rows: [], asides: [], hasInput: true }
  const out = (id: string): NodeHandle => ({ id, type: 'source', position: Position.Right, x: box.width - 6, y: portOffset(known, id, footer) - 6, width: 12, height: 12 })
  const inputs: NodeHandle[] = [
    { id: 'in', type: 'target', position: Position.Left, x: -7, y: cardMeasures.head / 2 - 16, width: 14, height: 32 },
    { id: 'top', type: 'target', position: Position.Top, x: box.width / 2 - 20, y: -4, width: 40, height: 8 },
  ]
  return {
    id: box.id,
    type: 'card',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    measured: { width: box.width, height: box.height },
    handles: [...(known.hasInput ? inputs : []), ...(known.main === null ? [] : [out(known.main.id)]), ...known.rows.map((row) => out(row.port.id)), ...known.asides.map((port) => out(port.id))],
    data: { card: known, footer },
    ariaLabel: `${known.title}. ${known.sentence}`,
    zIndex: 2,
  }
}

type WantedWay = { readonly wanted: Wanted; readonly portId: string; readonly label: string | null; readonly aside: boolean }

function wantedWays(cards: ReadonlyMap<string, CardModel>, boxOf: ReadonlyMap<string, Box>, layout: Layout, options: CanvasOptions): readonly WantedWay[] {
  const ways: WantedWay[] = []
  for (const card of cards.values()) {
    const box = boxOf.get(card.id)
    if (box === undefined) continue
    const shown = [...(card.main === null ? [] : [{ port: card.main, text: null }]), ...card.rows.map((row) => ({ port: row.port, text: row.text }))]
    const showAsides = options.errorRoutes || options.focus.has(card.id)
    const all = showAsides ? [...shown, ...card.asides.map((port) => ({ port, text: port.kind === 'catch' ? 'on error' : 'too often' }))] : shown
    all.forEach(({ port, text }, index) => {
      const target = port.target === undefined ? undefined : boxOf.get(port.target)
      if (target === undefined) return
      const id = `${card.id}#${port.id}`
      ways.push({
        portId: port.id,
        label: text,
        aside: card.asides.includes(port),
        wanted: {
          id,
          source: card.id,
          target: target.id,
          from: { x: box.x + box.width + 6, y: box.y + portOffset(card, port.id, options.footer) },
          to: { x: target.x - 5, y: target.y + cardMeasures.head / 2 },
          // Ways that leave a card upwards must begin in the other order, or they would cross each other at once.
          fan: target.y + cardMeasures.head / 2 < box.y + portOffset(card, port.id, options.footer) ? index : all.length - index,
          bends: (layout.bends?.[id] ?? []).map(([x, y]) => ({ x, y })),
        },
      })
    })
  }
  return ways
}

function wayEdge(workflow: Workflow, way: WantedWay, routes: ReadonlyMap<string, readonly XY[]>): WayEdge {
  const { source, target, id } = way.wanted
  const label = way.label === null ? '' : `, ${way.label}`
  return {
    id,
    type: 'way',
    source,
    target,
    sourceHandle: way.portId,
    targetHandle: 'in',
    className: way.aside ? 'aside' : undefined,
    data: { route: routes.get(id) ?? [], label: way.label, kind: way.aside ? 'aside' : 'way', portId: way.portId },
    ariaLabel: `From ${titleOfNode(workflow, source)} to ${titleOfNode(workflow, target)}${label}`,
    zIndex: 1,
  }
}

function triggerNodes(workflow: Workflow, boxOf: ReadonlyMap<string, Box>, top: number): readonly TriggerNode[] {
  const taken: number[] = []
  return (workflow.spec.triggers ?? []).flatMap((trigger): TriggerNode[] => {
    const target = boxOf.get(trigger.then)
    if (target === undefined) return []
    let x = target.x
    while (taken.some((other) => Math.abs(other - x) < bolt.width + 12)) x += bolt.width + 16
    taken.push(x)
    return [
      {
        id: `trigger.${trigger.id}`,
        type: 'trigger',
        position: { x, y: top - bolt.height / 2 },
        width: bolt.width,
        height: bolt.height,
        measured: { ...bolt },
        handles: [{ id: 'out', type: 'source', position: Position.Bottom, x: 18, y: bolt.height - 2, width: 4, height: 4 }],
        draggable: false,
        connectable: false,
        deletable: true,
        data: { triggerId: trigger.id, title: wordsOfId(trigger.id), rule: trigger.when === undefined ? (trigger.event ?? '') : conditionWords(workflow, trigger.when), mode: trigger.mode },
        ariaLabel: `Trigger ${wordsOfId(trigger.id)}, leads to ${titleOfNode(workflow, trigger.then)}`,
        zIndex: 3,
      },
    ]
  })
}

function triggerEdges(workflow: Workflow, boxOf: ReadonlyMap<string, Box>, triggers: readonly TriggerNode[]): readonly WayEdge[] {
  return (workflow.spec.triggers ?? []).flatMap((trigger): WayEdge[] => {
    const node = triggers.find((each) => each.data.triggerId === trigger.id)
    const target = boxOf.get(trigger.then)
    if (node === undefined || target === undefined) return []
    const from = { x: node.position.x + 20, y: node.position.y + bolt.height }
    const to = { x: target.x + Math.min(target.width - 20, Math.max(20, from.x - target.x)), y: target.y - 2 }
    const middle = from.y + 14
    return [
      {
        id: `${node.id}#then`,
        type: 'way',
        source: node.id,
        target: trigger.then,
        sourceHandle: 'out',
        targetHandle: 'top',
        className: 'trigger',
        deletable: false,
        reconnectable: false,
        data: { route: [from, { x: from.x, y: middle }, { x: to.x, y: middle }, to], label: null, kind: 'trigger', portId: 'then' },
        ariaLabel: `Trigger ${wordsOfId(trigger.id)} leads to ${titleOfNode(workflow, trigger.then)}`,
        zIndex: 0,
      },
    ]
  })
}

function noteNode(id: string, note: { readonly at: readonly [number, number]; readonly text: string }): NoteNode {
  const height = 40 + 16 * Math.max(2, note.text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 30)), 0))
  return {
    id: `${notePrefix}${id}`, type: 'note', position: { x: note.at[0], y: note.at[1] }, initialWidth: 200, initialHeight: height, measured: { width: 200, height },
    data: { noteId: id, text: note.text }, connectable: false, ariaLabel: `Note: ${note.text}`, zIndex: 2,
  }
}

function frameNode(block: { readonly id: string; readonly box: Omit<Box, 'id'>; readonly title: string }): FrameNode {
  return {
    id: `frame:${block.id}`, type: 'frame', position: { x: block.box.x, y: block.box.y }, width: block.box.width, height: block.box.height, measured: { width: block.box.width, height: block.box.height },
    data: { title: block.title }, draggable: false, selectable: false, focusable: false, connectable: false, deletable: false, zIndex: -1,
  }
}

function bandNode(band: { readonly id: string; readonly title: string; readonly box: Omit<Box, 'id'>; readonly monitors: readonly { readonly id: string; readonly title: string }[] }): BandNode {
  return {
    id: `band:${band.id}`, type: 'band', position: { x: band.box.x, y: band.box.y }, width: band.box.width, height: band.box.height, measured: { width: band.box.width, height: band.box.height },
    data: { title: band.title, monitors: band.monitors }, draggable: false, selectable: false, focusable: false, connectable: false, deletable: false, zIndex: -2,
  }
}

/** A sentence about the whole flow, for screen readers. */
export function canvasSummary(workflow: Workflow): string {
  const { flow, triggers } = workflow.spec
  return `${Object.keys(flow.nodes).length} cards in ${joinWords(Object.values(flow.stages).map((stage) => stage.title))}, ${(triggers ?? []).length} triggers`
}
