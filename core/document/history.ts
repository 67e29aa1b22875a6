import type { FlowDocument } from './flow-document.ts'

/** One undo step: the document before it, and what the step was called. */
export type HistoryStep = { readonly document: FlowDocument; readonly label: string }

/** Whole-document history; `dirty` is `present !== saved`. */
export type History = {
  readonly past: readonly HistoryStep[]
  readonly present: FlowDocument
  readonly future: readonly HistoryStep[]
  readonly saved: FlowDocument | null
  /** While a gesture is open its edits replace each other in one step. */
  readonly gesture: string | null
}

const limit = 500

/** A history that begins with a document; `saved` is null for one that was never on disk. */
export function startHistory(document: FlowDocument, onDisk: boolean): History {
  return { past: [], present: document, future: [], saved: onDisk ? document : null, gesture: null }
}

/** Makes a document the present one; edits of the same gesture become one undo step, an unchanged document none. */
export function record(history: History, document: FlowDocument, label: string, gesture: string | null = null): History {
  if (document === history.present) return history
  if (gesture !== null && gesture === history.gesture) return { ...history, present: document, future: [] }
  const past = [...history.past, { document: history.present, label }].slice(-limit)
  return { ...history, past, present: document, future: [], gesture }
}

/** Ends the open gesture, so that the next edit is a step of its own. */
export function endGesture(history: History): History {
  return history.gesture === null ? history : { ...history, gesture: null }
}

/** Takes the last step back; unchanged where there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1)
  if (step === undefined) return history
  return { ...history, past: history.past.slice(0, -1), present: step.document, future: [{ document: history.present, label: step.label }, ...history.future], gesture: null }
}

/** Takes the last undone step again; unchanged where there is none. */
export function redo(history: History): History {
  const [step, ...future] = history.future
  if (step === undefined) return history
  return { ...history, past: [...history.past, { document: history.present, label: step.label }], present: step.document, future, gesture: null }
}

/** Marks exactly the document that was written as saved, even when the user has edited on meanwhile. */
export function markSaved(history: History, written: FlowDocument): History {
  return { ...history, saved: written }
}

/** Whether the present document differs from the one on disk. */
export function isDirty(history: History): boolean {
  return history.present !== history.saved
}
