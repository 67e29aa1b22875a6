import { describe, expect, it } from 'vitest'
import { documentLayoutText, documentText, openDocument } from '../../../core/document/flow-document.ts'
import { addNote, moveNotes, removeNotes, writeNote } from '../../../renderer/canvas/edit-notes.ts'
import { sampleDocument } from '../sample-document.ts'

const sample = sampleDocument()
const { notes: _notes, ...bare } = sample.layout
const document = { ...sample, layout: bare }

describe('notes on the canvas', () => {
  it('are kept in the layout file and never in the spec', () => {
    const added = addNote(document, [101, 99])
    const written = writeNote(added.document, added.id, 'Two of three are enough.')
    const again = openDocument(documentText(written), documentLayoutText(written))
    expect(documentText(written)).toBe(documentText(document))
    expect(again.kind === 'opened' ? again.document.layout.notes : undefined).toEqual({ note: { at: [104, 96], text: 'Two of three are enough.' } })
  })

  it('move on the grid, and leave nothing behind when they go', () => {
    const added = addNote(document, [0, 0])
    const moved = moveNotes(added.document, { note: [13, 27], nobody: [1, 1] })
    expect(moved.layout.notes).toEqual({ note: { at: [16, 24], text: '' } })
    expect(removeNotes(moved, ['note']).layout).toEqual(document.layout)
  })

  it('give the same document back where nothing changes', () => {
    expect([writeNote(document, 'nobody', 'x'), moveNotes(document, { nobody: [1, 1] }), removeNotes(document, ['nobody'])].every((each) => each === document)).toBe(true)
  })
})
