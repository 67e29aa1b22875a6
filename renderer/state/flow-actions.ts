import { copyNodes, pasteNodes } from '../../core/document/clipboard.ts'
import { connect, moveNodes, removeNodes } from '../../core/document/edit-nodes.ts'
import type { Point } from '../../core/document/edit-nodes.ts'
import { setAt } from '../../core/document/set-at.ts'
import { notePrefix, removeNotes } from '../canvas/edit-notes.ts'
import { arranged, placedLayout, sizeOf } from '../canvas/placed-layout.ts'
import { currentDocument, edit } from './flow-store.ts'
import { clearSelection, reveal, select, useSelection } from './selection-store.ts'
import { notify } from './toast-store.ts'

/** Takes away what is chosen: cards, a trigger, or ways (which are cut, not their cards). */
export function deleteSelection(): void {
  const { nodes, edges, trigger } = useSelection.getState()
  if (nodes.length > 0) edit(nodes.length === 1 ? 'Delete card' : `Delete ${nodes.length} cards`, (document) => removeNotes(removeNodes(document, nodes), nodes.filter((id) => id.startsWith(notePrefix)).map((id) => id.slice(notePrefix.length))))
  else if (trigger !== null) removeTrigger(trigger)
  else if (edges.length > 0) {
    edit('Cut connection', (document) =>
      edges.reduce((next, edge) => {
        const [source, port] = edge.split('#')
        return source === undefined || port === undefined ? next : connect(next, source, port, undefined)
      }, document),
    )
  }
  clearSelection()
}

/** Takes a trigger away. */
export function removeTrigger(id: string): void {
  edit('Delete trigger', (document) => {
    const triggers = (document.workflow.spec.triggers ?? []).filter((trigger) => trigger.id !== id)
    const result = setAt(document, ['spec', 'triggers'], triggers.length === 0 ? undefined : triggers)
    return result.kind === 'set' ? result.document : document
  })
}

/** Chooses every card. */
export function selectAll(): void {
  const document = currentDocument()
  if (document !== undefined) select({ nodes: Object.keys(document.workflow.spec.flow.nodes) })
}

/** Copies the chosen cards as the spec's own text. */
export async function copySelection(): Promise<boolean> {
  const document = currentDocument()
  const { nodes } = useSelection.getState()
  if (document === undefined || nodes.length === 0) return false
  await navigator.clipboard.writeText(copyNodes(document, nodes))
  return true
}

/** Copies the chosen cards and takes them away. */
export async function cutSelection(): Promise<void> {
  if (await copySelection()) deleteSelection()
}

/** Puts copied cards on the canvas, beside the chosen one or below the flow. */
export function pasteText(text: string): void {
  const document = currentDocument()
  if (document === undefined) return
  const result = pasteNodes(document, text, pastePlace())
  if (result.kind === 'refused') return notify({ kind: 'info', title: 'Nothing was pasted', hint: result.message })
  edit(result.ids.length === 1 ? 'Paste card' : `Paste ${result.ids.length} cards`, () => result.document)
  select({ nodes: result.ids })
  reveal(result.ids)
}

/** Makes a second copy of the chosen cards. */
export function duplicateSelection(): void {
  const document = currentDocument()
  const { nodes } = useSelection.getState()
  if (document !== undefined && nodes.length > 0) pasteText(copyNodes(document, nodes))
}

/** Arranges the chosen cards, or all of them, from left to right. */
export function arrangeFlow(): void {
  edit('Arrange cards', (document) => {
    const chosen = useSelection.getState().nodes
    const places = arranged(document.workflow)
    const some = chosen.length > 1 ? Object.fromEntries(Object.entries(places).filter(([id]) => chosen.includes(id))) : places
    return moveNodes(document, some)
  })
  reveal([])
}

/** Puts the chosen cards on one line: their left edges, or their upper edges. */
export function alignSelection(edge: 'left' | 'top'): void {
  placeSelection(edge === 'left' ? 'Align left edges' : 'Align upper edges', (places) => {
    const least = Math.min(...places.map(([, at]) => (edge === 'left' ? at[0] : at[1])))
    return places.map(([id, at]) => [id, edge === 'left' ? [least, at[1]] : [at[0], least]])
  })
}

/** Puts equal gaps between the chosen cards; the outermost two stay where they are. */
export function distributeSelection(axis: 'across' | 'down'): void {
  const index = axis === 'across' ? 0 : 1
  placeSelection(axis === 'across' ? 'Distribute across' : 'Distribute down', (places, lengthOf) => {
    const sorted = places.toSorted((a, b) => a[1][index] - b[1][index])
    const lengths = sorted.map(([id]) => lengthOf(id)[axis === 'across' ? 'width' : 'height'])
    const first = sorted[0]?.[1][index] ?? 0
    const last = sorted.at(-1)?.[1][index] ?? 0
    const gap = (last - first - lengths.slice(0, -1).reduce((sum, length) => sum + length, 0)) / Math.max(1, sorted.length - 1)
    return sorted.map(([id, at], i) => {
      const start = Math.round(first + lengths.slice(0, i).reduce((sum, length) => sum + length + gap, 0))
      return [id, axis === 'across' ? [start, at[1]] : [at[0], start]]
    })
  })
}

type Places = readonly (readonly [id: string, at: Point])[]

function placeSelection(label: string, arrange: (places: Places, lengthOf: (id: string) => { readonly width: number; readonly height: number }) => Places): void {
  edit(label, (document) => {
    const layout = placedLayout(document)
    const places = useSelection.getState().nodes.flatMap((id): Places => (layout.nodes[id] === undefined ? [] : [[id, layout.nodes[id]]]))
    return places.length < 2 ? document : moveNodes(document, Object.fromEntries(arrange(places, (id) => sizeOf(document.workflow, id))))
  })
}

/** Moves the chosen cards by some pixels; steps that follow each other at once are one undo step. */
export function nudgeSelection(x: number, y: number): void {
  const document = currentDocument()
  const { nodes } = useSelection.getState()
  if (document === undefined || nodes.length === 0) return
  const layout = placedLayout(document)
  const places = Object.fromEntries(nodes.flatMap((id): [string, Point][] => {
    const at = layout.nodes[id]
    return at === undefined ? [] : [[id, [at[0] + x, at[1] + y]]]
  }))
  edit('Move cards', (present) => moveNodes(present, places), `nudge:${nodes.join(',')}`)
}

function pastePlace(): Point {
  const document = currentDocument()
  if (document === undefined) return [0, 0]
  const layout = placedLayout(document)
  const { nodes } = useSelection.getState()
  const chosen = nodes.flatMap((id) => layout.nodes[id] ?? [])
  const all = Object.values(layout.nodes)
  const from = nodes.length === 0 ? all : nodes.flatMap((id) => (layout.nodes[id] === undefined ? [] : [layout.nodes[id]]))
  if (from.length === 0 || (chosen.length === 0 && all.length === 0)) return [0, 0]
  const left = Math.min(...from.map((place) => place?.[0] ?? 0))
  const bottom = Math.max(...from.map((place) => place?.[1] ?? 0))
  return [left + 32, bottom + 256]
}
