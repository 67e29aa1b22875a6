import { create } from 'zustand'
import type { Finding } from '../../core/spec/finding.ts'
import type { OlderForm } from './older-form.ts'

/** A file that could not be read as a flow: its text and what is wrong with it. */
export type UnreadableFile = { readonly path: string | null; readonly name: string; readonly text: string; readonly findings: readonly Finding[]; /** What it becomes where it is of an older form of the format. */ readonly older?: OlderForm; /** The version of the file that was read. */ readonly digest?: string }

type UnreadableState = { readonly file: UnreadableFile | null }

/** The unreadable file that is shown, if any. */
export const useUnreadable = create<UnreadableState>(() => ({ file: null }))

/** Shows a file that could not be read, with the reasons. */
export function showUnreadable(file: UnreadableFile): void {
  useUnreadable.setState({ file })
}

/** Puts the unreadable file away. */
export function closeUnreadable(): void {
  useUnreadable.setState({ file: null })
}
