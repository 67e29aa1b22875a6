import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { appFolders } from '../../../host/app-folders.ts'
import { spawnSourceWorker } from '../../../host/jobs/spawn-source-worker.ts'
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
  readonly spawnWorker: () => Worker
}

/** The models' surroundings for a command line. */
export function modelSurroundings(io: CliIo): ModelSurroundings {
  const folders = appFolders(process.platform, io.env ?? process.env, homedir())
  return {
    weightsDir: join(root, 'models', 'weights'),
    cacheDir: folders.cache,
    modelsDir: join(folders.data, 'models'),
    spawnWorker: () => spawnSourceWorker(new URL('../../../models/worker.ts', import.meta.url)),
  }
}
