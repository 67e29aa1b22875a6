import type { NodeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { TextInput } from '../ui/text-input.tsx'
import { edit } from '../state/flow-store.ts'
import type { NoteNode } from './canvas-model.ts'
import { writeNote } from './edit-notes.ts'

/** A note between the cards; a double click (or Enter) writes in it. */
export const NoteView = memo(function NoteView({ data }: NodeProps<NoteNode>) {
  const [writing, setWriting] = useState(data.text === '')
  if (writing) {
    return (
      <div className="note-card nodrag nopan" onBlur={() => setWriting(false)}>
        <TextInput label="Text of the note" lines={3} value={data.text} placeholder="What others should know here" autoFocus onCommit={(text) => edit('Write note', (document) => writeNote(document, data.noteId, text))} />
      </div>
    )
  }
  return (
    <div className="note-card" onDoubleClick={() => setWriting(true)}>
      {data.text === '' ? <span className="note-empty">Empty note</span> : data.text}
    </div>
  )
})
