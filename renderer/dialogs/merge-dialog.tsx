import { useState } from 'react'
import type { Side } from '../../core/document/merge-json.ts'
import type { MergeQuestion } from '../state/dialog-store.ts'
import { Button } from '../ui/button.tsx'
import { Modal } from '../ui/modal.tsx'
import type { ConflictWords } from './merge-words.ts'
import { conflictWords } from './merge-words.ts'

/** Asks, one by one, whose version counts where this window and another program changed the same part of a file. */
export function MergeDialog({ question }: { readonly question: MergeQuestion }) {
  const { name, conflicts, settle } = question
  const [sides, setSides] = useState<readonly Side[]>(() => conflicts.map(() => 'mine'))
  const count = conflicts.length === 1 ? 'One part was' : `${conflicts.length} parts were`
  return (
    <Modal
      title={`Another program changed ${name} too`}
      description={`${count} changed here and there. Choose which version to keep; everything else is merged already.`}
      width={720}
      onClose={() => settle(null)}
      actions={
        <>
          <Button className="leading" onClick={() => setSides(conflicts.map(() => 'theirs'))}>Take theirs everywhere</Button>
          <Button onClick={() => settle(null)}>Not now</Button>
          <Button look="primary" onClick={() => settle(sides)}>Bring both together</Button>
        </>
      }
    >
      <div className="merge-list panel-scroll">
        {conflicts.map((conflict, index) => (
          <ConflictRow
            key={`${conflict.kind} ${conflict.path.join('.')}`}
            id={`merge-${index}`}
            words={conflictWords(conflict)}
            side={sides[index] ?? 'mine'}
            onChoose={(side) => setSides(sides.with(index, side))}
          />
        ))}
      </div>
    </Modal>
  )
}

type RowProps = { readonly id: string; readonly words: ConflictWords; readonly side: Side; readonly onChoose: (side: Side) => void }

function ConflictRow({ id, words, side, onChoose }: RowProps) {
  const options = [['mine', 'Keep mine', words.mine], ['theirs', 'Take theirs', words.theirs]] as const
  return (
    <fieldset className="merge-row">
      <legend>{words.title}</legend>
      {words.before === '' ? null : <p className="muted small">Before: {words.before}</p>}
      <div className="merge-sides">
        {options.map(([value, label, text]) => (
          <label key={value} className="merge-side" data-on={side === value}>
            <input type="radio" name={id} value={value} checked={side === value} onChange={() => onChoose(value)} />
            <span>
              <strong>{label}</strong>
              <span className="merge-value">{text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
