import { type RedactionKind, usualKinds } from '../../core/redaction/redaction-kind.ts'
import { askRedaction } from './dialog-store.ts'
import { useView } from './view-store.ts'

/** What an import does with personal data: the kinds to take out, or null to read the file as it is. */
export type RedactionDecision = { readonly kinds: readonly RedactionKind[] | null }

/** What to take out of a file that was just chosen: asked with a preview where the settings say that it is taken out. Null means that the user backed out. */
export async function chooseRedaction(path: string, of: 'tickets' | 'knowledge'): Promise<RedactionDecision | null> {
  const { redaction } = useView.getState()
  return redaction.on ? askWith(path, of, redaction.kinds) : { kinds: null }
}

/** Asks what to take out of a file that is already imported. */
export async function changeRedaction(path: string, of: 'tickets' | 'knowledge', present: readonly RedactionKind[] | null): Promise<RedactionDecision | null> {
  return askWith(path, of, present ?? useView.getState().redaction.kinds)
}

function askWith(path: string, of: 'tickets' | 'knowledge', kinds: readonly RedactionKind[]): Promise<RedactionDecision | null> {
  return askRedaction({ path, name: path.split(/[\\/]/u).at(-1) ?? path, of, kinds: kinds.length === 0 ? usualKinds : kinds })
}
