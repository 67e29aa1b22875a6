import { FileCode, FolderOutput, PackageCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toErrorData } from '../../api/app-error.ts'
import type { AppErrorData } from '../../api/app-error.ts'
import type { ExportPreview, ExportResult } from '../../api/model.ts'
import { documentLayoutText, documentText } from '../../core/document/flow-document.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { formatNumber } from '../format/format-number.ts'
import { host } from '../host.ts'
import { CodeView } from '../spec-view/code-view.tsx'
import { useCurrentFlow } from '../state/flow-store.ts'
import { pickFile } from '../state/pick-file.ts'
import { notifyError } from '../state/toast-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Written = { readonly document: FlowDocument; readonly result: ExportResult }

/** What an export would write, file by file, and the button that writes it. */
export function PublishMain() {
  const flow = useCurrentFlow()
  const document = flow?.history.present
  const path = flow?.path ?? null
  const [preview, setPreview] = useState<ExportPreview | null>(null)
  const [error, setError] = useState<AppErrorData | null>(null)
  const [file, setFile] = useState<string | null>(null)
  const [written, setWritten] = useState<Written | null>(null)
  const [writing, setWriting] = useState(false)
  useEffect(() => {
    if (document === undefined) return
    let current = true
    host()
      .call('export.preview', { flowText: documentText(document), layoutText: documentLayoutText(document), path, target: 'lumos' })
      .then(
        (next) => {
          if (!current) return
          setPreview(next)
          setError(null)
        },
        (thrown: unknown) => (current ? setError(toErrorData(thrown)) : undefined),
      )
    return () => {
      current = false
    }
  }, [document, path])
  if (document === undefined) return null
  if (error !== null) return <EmptyState title={error.message}>{error.hint}</EmptyState>
  if (preview === null) return <EmptyState title="Preparing the export">Reading the flow as it stands.</EmptyState>
  const shown = preview.files.find((each) => each.name === file) ?? preview.files[0]
  const blocked = preview.errors > 0
  const write = async (): Promise<void> => {
    try {
      const dir = await pickFile('exportFolder', 'open')
      if (dir === null) return
      setWriting(true)
      const result = await host().call('export.write', { flowText: documentText(document), layoutText: documentLayoutText(document), path, target: 'lumos', dir })
      setWritten({ document, result })
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setWriting(false)
    }
  }
  return (
    <div className="publish">
      <header className="publish-head">
        <div>
          <h2>LUMOS bundle</h2>
          <p className="muted">The spec, its canonical form and its layout: what an engine runs, and what goes into version control.</p>
        </div>
        <span className="status-space" />
        <Button look="primary" size="large" disabled={blocked || writing} title={blocked ? 'Repair the errors first.' : undefined} onClick={() => void write()}>
          <FolderOutput size={15} aria-hidden /> Write to a folder
        </Button>
      </header>
      {written === null || written.document !== document ? null : (
        <section className="publish-done" role="status">
          <PackageCheck size={18} color="var(--success)" aria-hidden />
          <div>
            <strong>Written to {written.result.dir}</strong>
            <ul className="mono copyable">
              {written.result.files.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            <p className="muted small copyable">Digest {written.result.digest}</p>
          </div>
        </section>
      )}
      {preview.losses.length === 0 ? null : (
        <section className="publish-losses">
          <strong>What this target cannot hold</strong>
          <ul>
            {preview.losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="publish-files">
        <ul aria-label="Files">
          {preview.files.map((each) => (
            <li key={each.name}>
              <button type="button" className="publish-file" aria-pressed={each === shown} onClick={() => setFile(each.name)}>
                <FileCode size={15} aria-hidden />
                <span className="truncate">{each.name}</span>
                <span className="muted small">{formatNumber(each.text.length / 1024, 1)} KB</span>
              </button>
            </li>
          ))}
          <li className="muted small publish-digest copyable">Digest {preview.digest.replace(/^sha256:/u, '').slice(0, 16)}</li>
        </ul>
        {shown === undefined ? null : <CodeView key={shown.name} text={shown.text} line={null} label={shown.name} />}
      </div>
    </div>
  )
}
