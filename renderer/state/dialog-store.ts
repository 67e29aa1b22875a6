import { create } from 'zustand'
import type { MergeConflict, Side } from '../../core/document/merge-json.ts'
import type { RedactionKind } from '../../core/redaction/redaction-kind.ts'

/** One button of a question. */
export type Answer = { readonly value: string; readonly label: string; readonly look?: 'primary' | 'plain' | 'danger' }

/** A question that must be answered before going on. */
export type Question = { readonly kind: 'question'; readonly title: string; readonly text: string; readonly answers: readonly Answer[]; readonly settle: (value: string | null) => void }

/** The in-app file browser, for shells without native dialogs. */
export type Browse = {
  readonly kind: 'browse'
  readonly title: string
  readonly mode: 'open' | 'save' | 'folder'
  readonly startAt: string
  readonly suggestedName: string
  readonly endings: readonly string[]
  readonly alsoFolders: boolean
  readonly settle: (path: string | null) => void
}

/** What to take out of a file before it is imported; the answer names the kinds, null in it means none, and a null answer that the user backed out. */
export type RedactionQuestion = {
  readonly kind: 'redaction'
  readonly path: string
  readonly name: string
  readonly of: 'tickets' | 'knowledge'
  readonly kinds: readonly RedactionKind[]
  readonly settle: (decision: { readonly kinds: readonly RedactionKind[] | null } | null) => void
}

/** What this window and another program changed differently in one file; the answer has a side for each conflict. */
export type MergeQuestion = { readonly kind: 'merge'; readonly name: string; readonly conflicts: readonly MergeConflict[]; readonly settle: (sides: readonly Side[] | null) => void }

/** What can stand over the window. */
export type DialogRequest = Question | Browse | RedactionQuestion | MergeQuestion

type DialogState = { readonly dialog: DialogRequest | null }

/** The dialog that is open, if any. */
export const useDialog = create<DialogState>(() => ({ dialog: null }))

/** Asks; null means that the user backed out. */
export function ask(question: Omit<Question, 'kind' | 'settle'>): Promise<string | null> {
  return new Promise((resolve) => open({ ...question, kind: 'question', settle: (value) => { close(); resolve(value) } }))
}

/** Lets the user choose a file or folder inside the app. */
export function browse(request: Omit<Browse, 'kind' | 'settle'>): Promise<string | null> {
  return new Promise((resolve) => open({ ...request, kind: 'browse', settle: (path) => { close(); resolve(path) } }))
}

/** Asks what to take out of a file; null means that the user backed out. */
export function askRedaction(question: Omit<RedactionQuestion, 'kind' | 'settle'>): Promise<Parameters<RedactionQuestion['settle']>[0]> {
  return new Promise((resolve) => open({ ...question, kind: 'redaction', settle: (decision) => { close(); resolve(decision) } }))
}

/** Asks whose version of each conflict counts; null means that the user backed out. */
export function askMerge(question: Omit<MergeQuestion, 'kind' | 'settle'>): Promise<readonly Side[] | null> {
  return new Promise((resolve) => open({ ...question, kind: 'merge', settle: (sides) => { close(); resolve(sides) } }))
}

function open(dialog: DialogRequest): void {
  useDialog.setState({ dialog })
}

function close(): void {
  useDialog.setState({ dialog: null })
}
