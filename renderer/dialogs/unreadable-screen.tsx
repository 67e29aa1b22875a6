import { FileWarning } from 'lucide-react'
import { CodeView } from '../spec-view/code-view.tsx'
import { closeUnreadable } from '../state/unreadable-store.ts'
import type { UnreadableFile } from '../state/unreadable-store.ts'
import { openFlowFile } from '../state/file-actions.ts'
import { Button } from '../ui/button.tsx'
import { useState } from 'react'

/** A file that cannot be drawn: its text, and what is wrong with it. */
export function UnreadableScreen({ file }: { readonly file: UnreadableFile }) {
  const [line, setLine] = useState<number | null>(file.findings[0]?.range.start.line ?? null)
  const path = file.path
  return (
    <main className="unreadable">
      <header>
        <FileWarning size={22} color="var(--warning)" aria-hidden />
        <div>
          <h1>{file.name} cannot be drawn yet</h1>
          <p className="muted">{file.findings.length === 1 ? 'One problem keeps' : `${file.findings.length} problems keep`} it from being read. The file was not changed. Correct it in your editor, then read it again.</p>
        </div>
        <span className="status-space" />
        {path === null ? null : (
          <Button look="primary" onClick={() => { closeUnreadable(); void openFlowFile(path) }}>
            Read it again
          </Button>
        )}
        <Button onClick={closeUnreadable}>Close</Button>
      </header>
      <div className="unreadable-body">
        <ul className="problem-rows">
          {file.findings.map((finding, index) => (
            <li key={`${finding.code}${index}`}>
              <button type="button" className="problem-row" onClick={() => setLine(finding.range.start.line)}>
                <span className={`sev-${finding.severity} mono`}>{finding.code}</span>
                <span className="problem-text">
                  <span>{finding.message}</span>
                  <span className="muted small">Line {finding.range.start.line}. {finding.hint}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <CodeView text={file.text} line={line} label={`Text of ${file.name}`} />
      </div>
    </main>
  )
}
