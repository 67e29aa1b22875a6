import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { appFolders } from '../../../host/app-folders.ts'
import { spawnSourceWorker } from '../../../host/jobs/spawn-source-worker.ts'
import { chosenModels, readModelSettings, type ModelSettings } from '../../../host/settings/model-settings.ts'
import type { ChosenModels } from '../../../models/chosen-model.ts'
import type { CliIo } from '../../cli-io.ts'
import { modelFromHere } from './model-from-here.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Where the models of this machine lie and how their worker is started. */
export type ModelPlaces = {
  /** The models that ship. */
  readonly weightsDir: string
  /** Where what was read is kept between runs. */
  readonly cacheDir: string
  /** The models that the user pulled. */
  readonly modelsDir: string
  readonly spawnWorker: () => Worker
}

/** The models' places, and which models are used. */
export type ModelSurroundings = ModelPlaces & {
  /** The models that take the place of shipped ones, by the settings or by this command line. */
  readonly chosen: ChosenModels
}

/** Where the models lie for a command line. */
export function modelPlaces(io: CliIo): ModelPlaces {
  const folders = appFolders(process.platform, io.env ?? process.env, homedir())
  return {
    weightsDir: join(root, 'models', 'weights'),
    cacheDir: folders.cache,
    modelsDir: join(folders.data, 'models'),
    spawnWorker: () => spawnSourceWorker(new URL('../../../models/worker.ts', import.meta.url)),
  }
}

/** The models' surroundings for a command line, which may choose other models than the settings do. */
export function modelSurroundings(io: CliIo, choices: Partial<ModelSettings> = {}): ModelSurroundings {
  const places = modelPlaces(io)
  const here = Object.fromEntries(Object.entries(choices).map(([task, text]) => [task, modelFromHere(text, io.cwd)]))
  return { ...places, chosen: chosenModels({ ...readModelSettings(places.modelsDir), ...here }, places.modelsDir) }
}
