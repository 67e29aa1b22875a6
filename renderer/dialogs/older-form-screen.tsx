import { FileClock } from 'lucide-react'
import { useState } from 'react'
import { CodeView } from '../spec-view/code-view.tsx'
import { openInCurrentForm } from '../state/file-actions.ts'
import type { OlderForm } from '../state/older-form.ts'
import { closeUnreadable } from '../state/unreadable-store.ts'
import type { UnreadableFile } from '../state/unreadable-store.ts'
import { Button } from '../ui/button.tsx'

/** A file in an older form of the format: what would change, and the offer to bring it to the current one. */
export function OlderFormScreen({ file, older }: { readonly file: UnreadableFile; readonly older: OlderForm }) {
  const { changes } = older
  const [line, setLine] = useState<number | null>(changes[0]?.line ?? null)
  return (
    <main className="unreadable">
      <header>
        <FileClock size={22} color="var(--accent)" aria-hidden />
        <div>
          <h1>{file.name} was written in an older form of the format</h1>
          <p className="muted">
            It says {older.from}. Bring it to the current one to work on it: {changes.length === 1 ? 'one line is' : `${changes.length} lines are`} written differently, the meaning stays. The file itself changes only when you save.
          </p>
        </div>
        <span className="status-space" />
        <Button look="primary" autoFocus onClick={() => openInCurrentForm(file, older)}>Bring it to the current form</Button>
        <Button onClick={closeUnreadable}>Close</Button>
      </header>
      <div className="unreadable-body">
        <ul className="problem-rows" aria-label="Lines that change">
          {changes.map((change) => (
            <li key={`${change.line} ${change.before ?? ''}`}>
              <button type="button" className="problem-row" onClick={() => setLine(change.line)}>
                <span className="mono muted older-line">{change.line}</span>
                <span className="problem-text mono older-change">
                  {change.before === undefined ? null : <del aria-label={`Before: ${change.before.trim()}`}>{change.before.trim()}</del>}
                  {change.after === undefined ? null : <ins aria-label={`After: ${change.after.trim()}`}>{change.after.trim()}</ins>}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <CodeView text={older.text} line={line} label={`${file.name} in the current form`} />
      </div>
    </main>
  )
}
