import { create } from 'zustand'
import type { FileChange } from '../../api/model.ts'
import { host } from '../host.ts'
import { useFlows } from './flow-store.ts'
import { takeFromDisk } from './take-from-disk.ts'
import type { OpenFlow } from './flow-store.ts'

/** What another program did to the files of open flows, until it is answered; by open flow. */
export const useDisk = create<{ readonly byFlow: Readonly<Record<string, FileChange>> }>(() => ({ byFlow: {} }))

// A save of our own reaches the watcher before its answer reaches the window.
const settleMs = 500
const watching = new Map<string, { readonly path: string; readonly abort: AbortController }>()

/** Watches the file of every open flow for as long as it is open; the answer stops it. */
export function watchDisk(): () => void {
  const stop = useFlows.subscribe((state) => follow(state.flows))
  follow(useFlows.getState().flows)
  return () => {
    stop()
    follow([])
  }
}

/** Forgets a change: it was taken over, or is not wanted. */
export function forgetDiskChange(docId: string): void {
  useDisk.setState(({ byFlow: { [docId]: _answered, ...byFlow } }) => ({ byFlow }))
}

function follow(flows: readonly OpenFlow[]): void {
  for (const [docId, { path, abort }] of watching) {
    if (flows.some((flow) => flow.docId === docId && flow.path === path)) continue
    abort.abort()
    watching.delete(docId)
    forgetDiskChange(docId)
  }
  for (const { docId, path, digest } of flows) {
    const told = useDisk.getState().byFlow[docId]
    if (told?.kind === 'changed' && told.digest === digest) forgetDiskChange(docId)
    if (path === null || watching.has(docId)) continue
    const abort = new AbortController()
    watching.set(docId, { path, abort })
    void watch(docId, path, abort.signal)
  }
}

async function watch(docId: string, path: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const seen of host().stream('files.watch', { path }, { signal })) {
      await new Promise((resolve) => setTimeout(resolve, settleMs))
      const flow = useFlows.getState().flows.find((each) => each.docId === docId)
      if (flow?.path !== path) return
      if (seen.kind === 'changed' && (await takeFromDisk(docId)) !== 'waiting') forgetDiskChange(docId)
      else useDisk.setState(({ byFlow }) => ({ byFlow: { ...byFlow, [docId]: seen } }))
    }
  } catch {
    // A file that cannot be watched is still checked when it is saved.
  }
}
