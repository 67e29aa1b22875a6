import { create } from 'zustand'
import type { ModelsState } from '../../api/model.ts'
import { toErrorData } from '../../api/app-error.ts'
import { host } from '../host.ts'

/** The on-device models as the host reports them. */
export const useModels = create<ModelsState>(() => ({ state: 'idle', models: [], message: null, hint: null }))

/** Follows the models until the window closes. */
export async function watchModels(): Promise<void> {
  try {
    for await (const state of host().stream('models.watch', {})) useModels.setState(state, true)
  } catch (thrown) {
    const error = toErrorData(thrown)
    if (error.code !== 'cancelled') useModels.setState({ state: 'failed', models: [], message: error.message, hint: error.hint }, true)
  }
}
