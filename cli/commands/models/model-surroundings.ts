import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { appFolders } from '../../../host/app-folders.ts'
import { spawnSourceWorker } from '../../../host/jobs/spawn-source-worker.ts'
import { chosenModels, readModelSettings, type ModelSettings } from '../../../host/settings/model-settings.ts'
import type { ChosenModels } from '../../../models/chosen-model.ts'
import type { CliIo } from '../../cli-io.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where the models of this machine lie and how their worker is started. */
export type ModelSurroundings = {
  /** The models that ship. */
  readonly weightsDir: string
  /** Where what was read is kept between runs. */
  readonly cacheDir: string
  /** The models that the user pulled. */
  readonly modelsDir: string
  /** The models that take the place of shipped ones, by the settings or by this command line. */
  readonly chosen: ChosenModels
  readonly spawnWorker: () => Worker
}

/** The models' surroundings for a command line, which may choose other models than the settings do. */
export function modelSurroundings(io: CliIo, choices: Partial<ModelSettings> = {}): ModelSurroundings {
  const folders = appFolders(process.platform, io.env ?? process.env, homedir())
  const modelsDir = join(folders.data, 'models')
  return {
    weightsDir: join(root, 'models', 'weights'),
    cacheDir: folders.cache,
    modelsDir,
    chosen: chosenModels({ ...readModelSettings(modelsDir), ...choices }, modelsDir),
    spawnWorker: () => spawnSourceWorker(new URL('../../../models/worker.ts', import.meta.url)),
  }
}
