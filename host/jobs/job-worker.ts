import { parentPort, Worker, workerData } from 'node:worker_threads'
import { serve } from '../../api/server.ts'
import { createPortWire } from '../worker-wire.ts'
import { jobContract } from './job-contract.ts'
import { spawnSourceWorker } from './spawn-source-worker.ts'
import { workerDataSchema } from './worker-data.ts'
import { createWorkerHandlers } from './worker-handlers.ts'

// The entry of the background worker, from source and as built.
if (parentPort !== null) {
  const { weightsDir, flowsDir, cacheDir, modelWorker, userModelsDir } = workerDataSchema.parse(workerData)
  const spawnModelWorker = (): Worker => (modelWorker === null ? spawnSourceWorker(new URL('../../models/worker.ts', import.meta.url)) : new Worker(modelWorker))
  const handlers = createWorkerHandlers({ models: { weightsDir, cacheDir, spawnModelWorker, userModelsDir }, flowsDir })
  serve(jobContract, handlers, createPortWire(parentPort), { onInternalError: (method, thrown) => console.error(`${method}:`, thrown) })
}
