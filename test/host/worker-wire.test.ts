import type { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { createClient } from '../../api/client.ts'
import { spawnSourceWorker } from '../../host/jobs/spawn-source-worker.ts'
import { createWorkerWire } from '../../host/worker-wire.ts'
import { suiteContract } from '../api/wire-suite-contract.ts'
import { describeWire } from '../api/wire-suite.ts'

function startWorker(): Worker {
  return spawnSourceWorker(new URL('../api/wire-suite-worker.ts', import.meta.url))
}

describeWire('worker', async () => {
  const worker = startWorker()
  return {
    wire: createWorkerWire(worker),
    drop: async () => {
      await worker.terminate()
    },
  }
})

it('says that the worker ended to everybody who waits', async () => {
  const worker = startWorker()
  const client = createClient(suiteContract, createWorkerWire(worker))
  expect(await client.call('running.list', {})).toEqual([])
  const waiting = client.call('wait.forStop', {})
  await worker.terminate()
  await expect(waiting).rejects.toMatchObject({ code: 'rpc.connectionLost', message: expect.stringContaining('exit code 1') })
})
