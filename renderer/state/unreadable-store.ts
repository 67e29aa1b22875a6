import { create } from 'zustand'
import type { Finding } from '../../core/spec/finding.ts'

/** A file that could not be read as a flow: its text and what is wrong with it. */
export type UnreadableFile = { readonly path: string | null; readonly name: string; readonly text: string; readonly findings: readonly Finding[] }

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
