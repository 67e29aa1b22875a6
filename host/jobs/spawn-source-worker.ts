import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts a worker thread from its TypeScript source, for the shells that run without a build. */
export function spawnSourceWorker(entry: URL, options: WorkerOptions = {}): Worker {
  return new Worker(new URL('./source-worker.mjs', import.meta.url), { ...options, argv: [entry.href] })
}
