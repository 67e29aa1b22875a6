import { InvalidArgumentError } from 'commander'
import type { ModelSettings } from '../../../host/settings/model-settings.ts'
import { REPLACEABLE_TASKS } from '../../../models/chosen-model.ts'

/** How `--model` is written. */
export const MODEL_OPTION = '--model <task=model>'

/** What `--model` does. */
export const MODEL_OPTION_HELP = 'try another model for a task (embedding, tone): owner/name of a pulled one, a folder, or shipped; the settings stay as they are'

/** Reads `--model task=model`, which may be repeated. */
export function modelOption(text: string, before: Partial<ModelSettings> = {}): Partial<ModelSettings> {
  const at = text.indexOf('=')
  const task = REPLACEABLE_TASKS.find((name) => name === text.slice(0, at))
  if (task === undefined) throw new InvalidArgumentError(`Write it as task=model, with one of the tasks ${REPLACEABLE_TASKS.join(', ')}.`)
  return { ...before, [task]: text.slice(at + 1) }
}
