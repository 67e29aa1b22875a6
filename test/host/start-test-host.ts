import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { createClient, type Client } from '../../api/client.ts'
import { contract } from '../../api/contract.ts'
import { createMemoryWire } from '../../api/memory-wire.ts'
import { serve } from '../../api/server.ts'
import { createHost, type Host } from '../../host/create-host.ts'
import { spawnSourceWorker } from '../../host/jobs/spawn-source-worker.ts'
import { createJsonSettingsStore } from '../../host/settings/json-settings-store.ts'

/** A real host with its background worker, in a folder of its own, and a client of it. */
export type TestHost = {
  readonly host: Host
  readonly client: Client<typeof contract>
  readonly folder: string
  /** The background workers started so far, newest last. */
  readonly workers: readonly Worker[]
  close(): Promise<void>
}

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Starts a host as the shells do, without a shell. */
export function startTestHost(options: { readonly folder?: string; readonly weightsDir?: string; readonly memoryMb?: number } = {}): TestHost {
  const { folder = mkdtempSync(join(tmpdir(), 'lumos-host-')), weightsDir = join(projectRoot, 'models', 'weights'), memoryMb = 2048 } = options
  const flowsDir = join(projectRoot, 'flows')
  const workers: Worker[] = []
  const host = createHost({
    dataDir: join(folder, 'data'),
    flowsDir,
    version: '0.0.0-test',
    shell: 'web',
    settings: createJsonSettingsStore(join(folder, 'data', 'state.json')),
    dialogs: { pick: async () => ({ kind: 'browse', startAt: folder }) },
    spawnJobWorker: () => {
      const worker = spawnSourceWorker(new URL('../../host/jobs/job-worker.ts', import.meta.url), {
        workerData: { weightsDir, flowsDir, cacheDir: join(folder, 'cache'), modelWorker: null, userModelsDir: join(folder, 'data', 'models') },
        resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      })
      workers.push(worker)
      return worker
    },
  })
  const { client: wire, server } = createMemoryWire()
  serve(contract, host.handlers, server)
  const client = createClient(contract, wire)
  return {
    host,
    client,
    folder,
    workers,
    async close() {
      client.close()
      await host.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
