import type { ModelIdentity } from '../core/signals/signal-port.ts'
import { catalog } from './catalog.ts'
import type { ReplaceableTask } from './chosen-model.ts'

/** A model of the user's as it was loaded. */
export type LoadedModel = { readonly id: string; readonly digest: string }

/** The shipped parts that turn likeness into confidence; they were fitted to the shipped encoder. */
const FITTED_TO_THE_ENCODER = ['labels', 'passages']

/**
 * The models behind the signals. With an encoder of the user's, what was fitted to the shipped one says so; the shipped encoder stays
 * in the list, because the inbound filter and the judgement of urgency always read it.
 */
export function modelIdentities(replaced: Readonly<Partial<Record<ReplaceableTask, LoadedModel>>> = {}): readonly ModelIdentity[] {
  const shipped = catalog.map(({ id, task, digest }): ModelIdentity => (replaced.embedding !== undefined && FITTED_TO_THE_ENCODER.includes(id) ? { id, task, digest, fitted: false } : { id, task, digest }))
  const own: ModelIdentity[] = []
  if (replaced.embedding !== undefined) own.push({ ...replaced.embedding, task: 'sentence embedding', fitted: false })
  if (replaced.tone !== undefined) own.push({ ...replaced.tone, task: 'tone', fitted: false })
  return [...shipped, ...own]
}
