import { ArrowUp, File, Folder } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { FolderEntry, FolderListing } from '../../api/model.ts'
import { toErrorData } from '../../api/app-error.ts'
import { formatAgo } from '../format/format-time.ts'
import { host } from '../host.ts'
import type { Browse } from '../state/dialog-store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Modal } from '../ui/modal.tsx'

/** Chooses a file or folder, where the shell has no dialog of the system. */
export function FileBrowser({ request }: { readonly request: Browse }) {
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [chosen, setChosen] = useState<FolderEntry | null>(null)
  const [name, setName] = useState(request.suggestedName)
  const [error, setError] = useState<string | null>(null)
  const [now] = useState(() => Date.now())
  const go = useCallback(async (path: string) => {
    try {
      const next = await host().call('files.list', { path })
      setListing(next)
      setChosen(null)
      setError(null)
    } catch (thrown) {
      const { message, hint } = toErrorData(thrown)
      setError(`${message} ${hint}`)
    }
  }, [])
  useEffect(() => void go(request.startAt), [go, request.startAt])
  const shown = (listing?.entries ?? []).filter((entry) => entry.kind === 'folder' || (request.mode !== 'folder' && fits(entry.name, request.endings)))
  const result = resultOf(request, listing, chosen, name)
  const accept = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') void go(entry.path)
    else if (request.mode === 'save') setName(entry.name)
    else request.settle(entry.path)
  }
  return (
    <Modal
      title={request.title}
      width={680}
      onClose={() => request.settle(null)}
      actions={
        <>
          <Button onClick={() => request.settle(null)}>Cancel</Button>
          <Button look="primary" disabled={result === null} onClick={() => request.settle(result)}>
            {request.mode === 'save' ? 'Save here' : request.mode === 'folder' ? 'Choose this folder' : chosen?.kind === 'folder' || (chosen === null && request.alsoFolders) ? 'Choose this folder' : 'Open'}
          </Button>
        </>
      }
    >
      <div className="browser">
        <nav className="browser-places" aria-label="Places">
          {(listing?.places ?? []).map((place) => (
            <button key={place.path} type="button" className="browser-place truncate" title={place.path} aria-current={place.path === listing?.path} onClick={() => void go(place.path)}>
              {place.title}
            </button>
          ))}
        </nav>
        <div className="browser-main">
          <div className="browser-path">
            <IconButton label="Folder above" disabled={listing?.parent === null || listing === null} onClick={() => (listing?.parent === null || listing === null ? undefined : void go(listing.parent))}>
              <ArrowUp size={16} />
            </IconButton>
            <span className="truncate muted" title={listing?.path}>{listing?.path ?? 'Reading…'}</span>
          </div>
          {error === null ? null : <p className="field-error" role="alert">{error}</p>}
          <ul className="browser-list" aria-label="Files">
            {shown.map((entry) => (
              <li key={entry.path}>
                <button type="button" className="browser-entry" aria-pressed={chosen?.path === entry.path} onClick={() => { setChosen(entry); if (request.mode === 'save' && entry.kind === 'file') setName(entry.name) }} onDoubleClick={() => accept(entry)} onKeyDown={(event) => (event.key === 'Enter' ? (event.preventDefault(), accept(entry)) : undefined)}>
                  {entry.kind === 'folder' ? <Folder size={15} aria-hidden /> : <File size={15} aria-hidden />}
                  <span className="truncate">{entry.name}</span>
                  <span className="muted small">{formatAgo(entry.modifiedAt, now)}</span>
                </button>
              </li>
            ))}
            {listing !== null && shown.length === 0 ? <li className="palette-none">Nothing here that fits.</li> : null}
          </ul>
          {request.mode === 'save' ? <input className="input" aria-label="File name" value={name} spellCheck={false} onChange={(event) => setName(event.target.value)} /> : null}
        </div>
      </div>
    </Modal>
  )
}

function fits(name: string, endings: readonly string[]): boolean {
  const lower = name.toLowerCase()
  return endings.length === 0 || endings.some((ending) => lower.endsWith(ending))
}

function resultOf(request: Browse, listing: FolderListing | null, chosen: FolderEntry | null, name: string): string | null {
  if (listing === null) return null
  if (request.mode === 'save') {
    const trimmed = name.trim()
    if (trimmed === '' || /[\\/]/u.test(trimmed)) return null
    const folder = chosen?.kind === 'folder' ? chosen.path : listing.path
    const separator = folder.includes('\\') ? '\\' : '/'
    return `${folder.endsWith(separator) ? folder : `${folder}${separator}`}${/\.ya?ml$/u.test(trimmed) ? trimmed : `${trimmed}.lumos.yaml`}`
  }
  if (request.mode === 'folder') return chosen?.kind === 'folder' ? chosen.path : listing.path
  if (chosen === null) return request.alsoFolders ? listing.path : null
  return chosen.kind === 'folder' && !request.alsoFolders ? null : chosen.path
}
