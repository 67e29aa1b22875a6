import { documentLayoutText, documentText, openDocument } from '../../core/document/flow-document.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import type { MergeConflict, Side } from '../../core/document/merge-json.ts'
import { mergeThree } from '../../core/document/merge-three.ts'
import { host } from '../host.ts'
import { askMerge, useDialog } from './dialog-store.ts'
import { flowOf, isUnsaved, rebaseDocument } from './flow-store.ts'
import { closeDoneToasts, notify, notifyError } from './toast-store.ts'

/** What came of it: the file says nothing new, its changes are taken over, or the user has to do something first. */
export type Taken = 'nothingNew' | 'taken' | 'waiting'

/**
 * Takes over what another program wrote to the file of an open flow: quietly where nothing here is unsaved, else both
 * changes are merged, and the user is asked about what both changed differently.
 */
export async function takeFromDisk(docId: string): Promise<Taken> {
  const path = flowOf(docId)?.path ?? null
  if (path === null) return 'nothingNew'
  try {
    const onDisk = await host().call('files.openFlow', { path })
    const result = openDocument(onDisk.text, onDisk.layoutText)
    const flow = flowOf(docId)
    if (flow?.path !== path) return 'nothingNew'
    // A file that is half written, or that no flow can be drawn from, is left for its own program to finish.
    if (result.kind === 'unreadable') return 'waiting'
    const base = flow.history.saved
    if (base !== null && isSame(base, result.document)) {
      if (flow.digest !== onDisk.digest) rebaseDocument(docId, flow.history.present, base, 'Take over', onDisk.digest)
      return 'nothingNew'
    }
    if (!isUnsaved(flow)) {
      rebaseDocument(docId, result.document, result.document, 'Read the file again', onDisk.digest)
      notify({ kind: 'info', title: `${flow.name} was read again`, hint: 'Another program had changed it. Undo brings back what was here.' })
      return 'taken'
    }
    return base === null ? 'waiting' : await merge(docId, base, result.document, onDisk.digest)
  } catch (thrown) {
    notifyError(thrown)
    return 'waiting'
  }
}

async function merge(docId: string, base: FlowDocument, theirs: FlowDocument, digest: string): Promise<Taken> {
  const before = flowOf(docId)
  if (before === undefined) return 'nothingNew'
  const { conflicts } = mergeThree(base, before.history.present, theirs)
  if (conflicts.length > 0 && useDialog.getState().dialog !== null) return 'waiting'
  if (conflicts.length > 0) closeDoneToasts()
  const sides = conflicts.length === 0 ? [] : await askMerge({ name: before.name, conflicts })
  const flow = flowOf(docId)
  if (sides === null || flow === undefined) return 'waiting'
  const { document } = mergeThree(base, flow.history.present, theirs, (conflict) => sideOf(conflict, conflicts, sides))
  rebaseDocument(docId, isSame(document, theirs) ? theirs : document, theirs, 'Bring both changes together', digest)
  notify({ kind: 'done', title: `Both changes of ${flow.name} are here`, hint: 'What another program wrote was merged with yours. Save to write it down.' })
  return 'taken'
}

function sideOf(conflict: MergeConflict, conflicts: readonly MergeConflict[], sides: readonly Side[]): Side {
  const index = conflicts.findIndex((each) => each.kind === conflict.kind && each.path.join('\n') === conflict.path.join('\n'))
  return sides[index] ?? 'mine'
}

function isSame(left: FlowDocument, right: FlowDocument): boolean {
  return documentText(left) === documentText(right) && documentLayoutText(left) === documentLayoutText(right)
}
