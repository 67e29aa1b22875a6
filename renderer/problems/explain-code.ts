import { lintNotes } from '../../core/spec/lint-notes.ts'

const notes: ReadonlyMap<string, { readonly title: string; readonly why: string }> = new Map(Object.entries(lintNotes))

/** What a code of a finding means and why it matters, in a sentence or two. */
export function explainCode(code: string): string | undefined {
  const note = notes.get(code)
  return note === undefined ? undefined : `${note.title}. ${note.why}`
}
