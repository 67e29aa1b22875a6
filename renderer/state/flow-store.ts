import { create } from 'zustand'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import { endGesture, isDirty, markSaved, record, redo, startHistory, undo } from '../../core/document/history.ts'
import type { History } from '../../core/document/history.ts'
import { setAt } from '../../core/document/set-at.ts'
import type { SpecPath } from '../../core/spec/finding.ts'

/** One open flow: where it lives, and its whole history. */
export type OpenFlow = {
  readonly docId: string
  readonly path: string | null
  readonly name: string
  readonly digest: string | null
  readonly history: History
  /** It came back from the crash journal, or from an older form of its file: it is unsaved although nothing was edited since. */
  readonly recovered: boolean
}

type FlowState = { readonly flows: readonly OpenFlow[]; readonly currentId: string | null }

/** The open flows; their documents are the only truth about what is drawn and saved. */
export const useFlows = create<FlowState>(() => ({ flows: [], currentId: null }))

/** Opens a document in a new tab and shows it. */
export function addFlow(flow: { readonly docId: string; readonly path: string | null; readonly name: string; readonly digest: string | null; readonly document: FlowDocument; readonly onDisk: boolean; readonly recovered?: boolean }): void {
  const { document, onDisk, ...rest } = flow
  const opened: OpenFlow = { ...rest, recovered: flow.recovered ?? false, history: startHistory(document, onDisk) }
  useFlows.setState((state) => ({ flows: [...state.flows, opened], currentId: opened.docId }))
}

/** Shows another open flow. */
export function showFlow(docId: string): void {
  useFlows.setState({ currentId: docId })
}

/** Takes a flow off the tabs. */
export function dropFlow(docId: string): void {
  useFlows.setState((state) => {
    const index = state.flows.findIndex((flow) => flow.docId === docId)
    const flows = state.flows.filter((flow) => flow.docId !== docId)
    const next = flows[Math.min(index, flows.length - 1)]
    return { flows, currentId: state.currentId === docId ? (next?.docId ?? null) : state.currentId }
  })
}

/** The open flow with this id. */
export function flowOf(docId: string): OpenFlow | undefined {
  return useFlows.getState().flows.find((flow) => flow.docId === docId)
}

/** The flow that is shown. */
export function currentFlow(): OpenFlow | undefined {
  const { flows, currentId } = useFlows.getState()
  return flows.find((flow) => flow.docId === currentId)
}

/** The document that is shown. */
export function currentDocument(): FlowDocument | undefined {
  return currentFlow()?.history.present
}

/** Follows the flow that is shown. */
export function useCurrentFlow(): OpenFlow | undefined {
  return useFlows((state) => state.flows.find((flow) => flow.docId === state.currentId))
}

/** Follows the document that is shown. */
export function useCurrentDocument(): FlowDocument | undefined {
  return useFlows((state) => state.flows.find((flow) => flow.docId === state.currentId)?.history.present)
}

/** Whether a flow holds work that is on no disk; a template that nobody touched yet holds none. */
export function isUnsaved(flow: OpenFlow): boolean {
  const { past, future, saved } = flow.history
  const touched = saved !== null || past.length > 0 || future.length > 0 || flow.recovered
  return touched && isDirty(flow.history)
}

/** Makes one step of history on the shown document; edits of one gesture become one step. */
export function edit(label: string, change: (document: FlowDocument) => FlowDocument, gesture: string | null = null): void {
  changeHistory((history) => record(history, change(history.present), label, gesture))
}

/** Sets a field of the shown document; answers why not, where the format refuses the value. */
export function setField(path: SpecPath, value: unknown, label: string, gesture: string | null = null): string | null {
  const document = currentDocument()
  if (document === undefined) return null
  const result = setAt(document, path, withoutUndefined(value))
  if (result.kind === 'refused') return result.message
  edit(label, () => result.document, gesture)
  return null
}

/** Closes the open gesture, so that the next edit is a step of its own. */
export function finishGesture(): void {
  changeHistory(endGesture)
}

/** Takes the last step back. */
export function undoEdit(): void {
  changeHistory(undo)
}

/** Takes an undone step again. */
export function redoEdit(): void {
  changeHistory(redo)
}

/** Goes back (or forward) to a point of the history: negative counts past steps, positive undone ones. */
export function jumpInHistory(steps: number): void {
  changeHistory((history) => {
    let next = history
    for (let i = 0; i < Math.abs(steps); i += 1) next = steps < 0 ? undo(next) : redo(next)
    return next
  })
}

/** Records that exactly this document is now on disk. */
export function markWritten(docId: string, written: FlowDocument, path: string, digest: string): void {
  const name = path.split(/[\\/]/u).at(-1) ?? path
  useFlows.setState((state) => ({ flows: state.flows.map((flow) => (flow.docId === docId ? { ...flow, path, name, digest, history: markSaved(flow.history, written) } : flow)) }))
}

/** Puts another document in place of an open one, as one step that can be undone. */
export function replaceDocument(docId: string, document: FlowDocument, label: string, disk: { readonly digest: string } | null): void {
  useFlows.setState((state) => ({
    flows: state.flows.map((flow) => {
      if (flow.docId !== docId) return flow
      const history = record(flow.history, document, label)
      return disk === null ? { ...flow, history } : { ...flow, digest: disk.digest, history: markSaved(history, document) }
    }),
  }))
}

/** Goes on from another version of the file: the merged document is the present one, as a step, and what is on disk the saved one. */
export function rebaseDocument(docId: string, merged: FlowDocument, onDisk: FlowDocument, label: string, digest: string): void {
  useFlows.setState((state) => ({
    flows: state.flows.map((flow) => (flow.docId === docId ? { ...flow, digest, history: markSaved(record(flow.history, merged, label), onDisk) } : flow)),
  }))
}

/** Forms clear a field by setting it to undefined; the spec has no such value, only absence. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => [key, withoutUndefined(each)]))
}

function changeHistory(change: (history: History) => History): void {
  useFlows.setState((state) => {
    const index = state.flows.findIndex((flow) => flow.docId === state.currentId)
    const flow = state.flows[index]
    if (flow === undefined) return state
    const history = change(flow.history)
    return history === flow.history ? state : { flows: state.flows.with(index, { ...flow, history }) }
  })
}
