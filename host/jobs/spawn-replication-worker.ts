import type { Worker } from 'node:worker_threads'
import { spawnSourceWorker } from './spawn-source-worker.ts'

/** Starts a thread for replications, for the shells that run without a build. */
export function spawnReplicationWorker(): Worker {
  return spawnSourceWorker(new URL('./replication-worker.ts', import.meta.url))
}
