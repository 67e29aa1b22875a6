import type { Point } from '../../core/document/edit-nodes.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { freshId } from '../../core/document/fresh-id.ts'

/** Under this prefix notes lie on the canvas beside the cards. */
export const notePrefix = 'note.'

type Notes = NonNullable<FlowDocument['layout']['notes']>

/** Puts an empty note on the canvas. */
export function addNote(document: FlowDocument, at: Point): { readonly document: FlowDocument; readonly id: string } {
  const notes = document.layout.notes ?? {}
  const id = freshId('note', notes)
  return { document: withNotes(document, { ...notes, [id]: { at: whole(at), text: '' } }), id }
}

/** Changes what a note says. */
export function writeNote(document: FlowDocument, id: string, text: string): FlowDocument {
  const note = document.layout.notes?.[id]
  return note === undefined || note.text === text ? document : withNotes(document, { ...document.layout.notes, [id]: { ...note, text } })
}

/** Moves notes to places. */
export function moveNotes(document: FlowDocument, places: Readonly<Record<string, Point>>): FlowDocument {
  const notes = document.layout.notes ?? {}
  const moved = Object.entries(places).flatMap(([id, at]): [string, Notes[string]][] => (notes[id] === undefined ? [] : [[id, { ...notes[id], at: whole(at) }]]))
  return moved.length === 0 ? document : withNotes(document, { ...notes, ...Object.fromEntries(moved) })
}

/** Takes notes away. */
export function removeNotes(document: FlowDocument, ids: readonly string[]): FlowDocument {
  const notes = document.layout.notes ?? {}
  const kept = Object.entries(notes).filter(([id]) => !ids.includes(id))
  return kept.length === Object.keys(notes).length ? document : withNotes(document, Object.fromEntries(kept))
}

function withNotes(document: FlowDocument, notes: Notes): FlowDocument {
  const { notes: _old, ...rest } = document.layout
  return { ...document, layout: Object.keys(notes).length === 0 ? rest : { ...rest, notes } }
}

function whole(at: Point): Point {
  return [Math.round(at[0] / 8) * 8, Math.round(at[1] / 8) * 8]
}
