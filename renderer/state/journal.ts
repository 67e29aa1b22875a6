import { documentLayoutText, documentText } from '../../core/document/flow-document.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { host } from '../host.ts'
import { isUnsaved, useFlows } from './flow-store.ts'
import type { OpenFlow } from './flow-store.ts'

const delay = 800
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const written = new Map<string, FlowDocument>()

/** Keeps every unsaved flow in the host's crash journal, a moment after each change; the answer stops it. */
export function keepJournal(): () => void {
  const flush = (): void => {
    for (const docId of [...timers.keys()]) writeNow(docId)
  }
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flush)
  const stop = useFlows.subscribe((state, before) => {
    for (const flow of state.flows) {
      const old = before.flows.find((each) => each.docId === flow.docId)
      if (old?.history.present !== flow.history.present || old.history.saved !== flow.history.saved) follow(flow)
    }
  })
  return () => {
    stop()
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flush)
  }
}

/** Forgets what the journal holds of a flow: it was saved, or given up on purpose. */
export function discardJournal(docId: string): void {
  clear(docId)
  written.delete(docId)
  // The journal only guards against loss, so a failure to tidy it must never stand in the user's way.
  host().call('journal.discard', { docId }).catch(() => undefined)
}

function follow(flow: OpenFlow): void {
  clear(flow.docId)
  if (!isUnsaved(flow)) return written.has(flow.docId) ? discardJournal(flow.docId) : undefined
  timers.set(flow.docId, setTimeout(() => writeNow(flow.docId), delay))
}

function writeNow(docId: string): void {
  clear(docId)
  const flow = useFlows.getState().flows.find((each) => each.docId === docId)
  if (flow === undefined || !isUnsaved(flow) || written.get(docId) === flow.history.present) return
  const { present } = flow.history
  written.set(docId, present)
  const title = present.workflow.metadata.title ?? present.workflow.metadata.name
  host()
    .call('journal.write', { docId, title, path: flow.path, text: documentText(present), layoutText: documentLayoutText(present) })
    .catch(() => written.delete(docId))
}

function clear(docId: string): void {
  const timer = timers.get(docId)
  if (timer !== undefined) clearTimeout(timer)
  timers.delete(docId)
}
