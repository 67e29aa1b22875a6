import { create } from 'zustand'
import { toErrorData } from '../../api/app-error.ts'
import type { ModelChoiceInfo, ModelChoices } from '../../api/model.ts'
import { host } from '../host.ts'

type State = { readonly choices: ModelChoices | null; readonly problem: string | null }

/** Which models do the work; null until it was asked for. */
export const useModelChoices = create<State>(() => ({ choices: null, problem: null }))

/** Asks the host which models are chosen. */
export async function loadModelChoices(): Promise<void> {
  await keep(() => host().call('modelChoices.get', {}))
}

/** Chooses a model for a task; the models are loaded anew. */
export async function chooseModel(task: ModelChoiceInfo['task'], choice: string): Promise<void> {
  await keep(() => host().call('modelChoices.set', { task, choice }))
}

async function keep(ask: () => Promise<ModelChoices>): Promise<void> {
  try {
    useModelChoices.setState({ choices: await ask(), problem: null })
  } catch (thrown) {
    const { message, hint } = toErrorData(thrown)
    useModelChoices.setState({ problem: `${message} ${hint}` })
  }
}
