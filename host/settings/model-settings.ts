import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { chosenModel, parseModelChoice, REPLACEABLE_TASKS, type ChosenModels, type ReplaceableTask } from '../../models/chosen-model.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import { fileError } from '../files/file-error.ts'

/** Which model does each task, as one writes it: `shipped`, `owner/name` of a pulled one, or the path of a folder. */
export type ModelSettings = Readonly<Record<ReplaceableTask, string>>

const FILE = 'choice.json'
const SHIPPED = 'shipped'

const settingsSchema = z.object({ embedding: z.string().catch(SHIPPED).default(SHIPPED), tone: z.string().catch(SHIPPED).default(SHIPPED) })
const manifestSchema = z.looseObject({ id: z.string() })

/** Reads the choice of models that lies in the folder of the user's models; the app and the command line share it. */
export function readModelSettings(modelsDir: string): ModelSettings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(modelsDir, FILE), 'utf8')))
  } catch {
    return { embedding: SHIPPED, tone: SHIPPED }
  }
}

/** Keeps a choice of models. */
export async function writeModelSettings(modelsDir: string, settings: ModelSettings): Promise<void> {
  const path = join(modelsDir, FILE)
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (thrown) {
    throw fileError(thrown, 'save which models to use', path)
  }
  await atomicWrite(path, `${JSON.stringify(settings, null, 2)}\n`, 'which models to use')
}

/** The models that take the place of shipped ones. */
export function chosenModels(settings: ModelSettings, modelsDir: string): ChosenModels {
  return Object.fromEntries(REPLACEABLE_TASKS.flatMap((task) => {
    const model = chosenModel(parseModelChoice(settings[task]), modelsDir)
    return model === undefined ? [] : [[task, model] as const]
  }))
}

/** The ids of the models that were pulled: each has a folder owner--name with a manifest. */
export function pulledModelIds(modelsDir: string): readonly string[] {
  if (!existsSync(modelsDir)) return []
  return readdirSync(modelsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.includes('--') && existsSync(join(modelsDir, entry.name, 'manifest.json')))
    .map((entry) => idOf(join(modelsDir, entry.name, 'manifest.json')) ?? entry.name.replace('--', '/'))
    .sort()
}

function idOf(manifest: string): string | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).id
  } catch {
    return undefined
  }
}
