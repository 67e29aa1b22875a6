import { openDocument } from '../../core/document/flow-document.ts'
import type { FlowDocument } from '../../core/document/flow-document.ts'
import type { ChangedLine } from '../../core/spec/migrate/changed-lines.ts'
import { changedLines } from '../../core/spec/migrate/changed-lines.ts'
import { migrateText } from '../../core/spec/migrate/migrate-text.ts'

/** What an older file becomes in the current form of the format, and the lines in which the two differ. */
export type OlderForm = { readonly from: string; readonly document: FlowDocument; readonly text: string; readonly changes: readonly ChangedLine[] }

/** What a text of an older form becomes; undefined where it is none, or cannot be drawn in the current one either. */
export function olderForm(text: string, layoutText: string | null): OlderForm | undefined {
  const migration = migrateText(text)
  if (migration.kind !== 'migrated') return undefined
  const result = openDocument(migration.text, layoutText)
  return result.kind === 'unreadable' ? undefined : { from: migration.from, document: result.document, text: migration.text, changes: changedLines(text, migration.text) }
}
