import { Worker } from 'node:worker_threads'

/** Starts the model worker from its TypeScript source, for programs that themselves run from source through tsx. */
export function spawnSourceWorker(): Worker {
  return new Worker(new URL('./source-worker.mjs', import.meta.url))
}
