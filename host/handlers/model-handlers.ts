import type { ModelChoiceInfo, ModelChoices } from '../../api/model.ts'
import { parseModelChoice, chosenModel, readModelFolder, REPLACEABLE_TASKS, type ReplaceableTask } from '../../models/chosen-model.ts'
import { ModelError } from '../../models/model-error.ts'
import type { ContractPart } from './contract-part.ts'
import { pulledModelIds, readModelSettings, writeModelSettings } from '../settings/model-settings.ts'

/** Which models do the work, and what stands in the way of the chosen ones. */
export function modelHandlers(modelsDir: string, reload: () => void): ContractPart<'modelChoices'> {
  const choices = async (): Promise<ModelChoices> => {
    const settings = readModelSettings(modelsDir)
    return { folder: modelsDir, pulled: pulledModelIds(modelsDir), choices: await Promise.all(REPLACEABLE_TASKS.map((task) => infoOf(task, settings[task], modelsDir))) }
  }
  return {
    'modelChoices.get': choices,
    async 'modelChoices.set'({ task, choice }) {
      await writeModelSettings(modelsDir, { ...readModelSettings(modelsDir), [task]: choice.trim() === '' ? 'shipped' : choice.trim() })
      reload()
      return choices()
    },
  }
}

async function infoOf(task: ReplaceableTask, text: string, modelsDir: string): Promise<ModelChoiceInfo> {
  const choice = parseModelChoice(text)
  const model = chosenModel(choice, modelsDir)
  const common = { task, choice: text, source: choice.kind, isFitted: model === undefined }
  if (model === undefined) return { ...common, problem: null }
  try {
    await readModelFolder(model)
    return { ...common, problem: null }
  } catch (error) {
    if (error instanceof ModelError) return { ...common, problem: { message: error.message, hint: error.hint } }
    throw error
  }
}
