import { FileWarning, X } from 'lucide-react'
import { forgetDiskChange, useDisk } from '../state/disk-store.ts'
import { reloadFromDisk, saveCurrent, saveCurrentAs } from '../state/file-actions.ts'
import { useCurrentFlow } from '../state/flow-store.ts'
import { takeFromDisk } from '../state/take-from-disk.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** Tells what another program did to the file of the shown flow that could not be taken over by itself, and what can be done about it. */
export function DiskNotice() {
  const flow = useCurrentFlow()
  const change = useDisk((state) => (flow === undefined ? undefined : state.byFlow[flow.docId]))
  if (flow === undefined || change === undefined) return null
  const { docId, name } = flow
  const bringTogether = async (): Promise<void> => {
    if ((await takeFromDisk(docId)) !== 'waiting') forgetDiskChange(docId)
  }
  return (
    <div className="disk-notice" role="status">
      <FileWarning size={15} color="var(--warning)" aria-hidden />
      {change.kind === 'removed' ? (
        <>
          <span>{name} is no longer on disk. The flow is still open here.</span>
          <Button size="small" look="primary" onClick={() => void saveCurrent()}>Save it there again</Button>
        </>
      ) : (
        <>
          <span>Another program changed {name}, and its version was not taken over. Saving will ask before it replaces anything.</span>
          {flow.history.saved === null ? null : <Button size="small" look="primary" onClick={() => void bringTogether()}>Bring both together</Button>}
          <Button size="small" onClick={() => void reloadFromDisk(docId)}>Open the file’s version</Button>
          <Button size="small" onClick={() => void saveCurrentAs()}>Save mine under another name</Button>
        </>
      )}
      <IconButton tiny label="Not now" onClick={() => forgetDiskChange(docId)}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
