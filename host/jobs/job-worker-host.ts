import type { Worker } from 'node:worker_threads'
import { AppError } from '../../api/app-error.ts'
import { createClient, type CallOptions, type Client } from '../../api/client.ts'
import type { CancelSignal } from '../../api/cancel-source.ts'
import type { CallName, InputOf, ItemOf, OutputOf, StreamName } from '../../api/define-contract.ts'
import { createWorkerWire } from '../worker-wire.ts'
import { jobContract } from './job-contract.ts'

type Jobs = typeof jobContract

/** A worker that is busy for longer than this is ended as it is. */
const MOST_MS_TO_CLOSE = 2000

/** The background worker as the host sees it: started when first needed, started anew after it died. */
export type JobWorkerHost = {
  call<K extends CallName<Jobs>>(doing: string, method: K, input: InputOf<Jobs, K>, options?: CallOptions): Promise<OutputOf<Jobs, K>>
  stream<K extends StreamName<Jobs>>(doing: string, method: K, input: InputOf<Jobs, K>, options?: CallOptions): AsyncGenerator<ItemOf<Jobs, K>>
  /** Which worker the next call reaches, counted from 1: what an earlier one held is gone. */
  generation(): number
  /** Resolves when the next worker starts, or the signal aborts. */
  nextStart(signal: CancelSignal): Promise<void>
  close(): Promise<void>
}

/** Keeps one background worker alive for as long as the host lives. */
export function createJobWorkerHost(spawn: () => Worker): JobWorkerHost {
  let running: { readonly worker: Worker; readonly client: Client<Jobs> } | null = null
  let generation = 0
  const waiting = new Set<() => void>()

  function client(): Client<Jobs> {
    if (running !== null) return running.client
    const worker = spawn()
    const wire = createWorkerWire(worker)
    const started = { worker, client: createClient(jobContract, wire) }
    running = started
    generation += 1
    for (const wake of [...waiting]) wake()
    wire.onClose(() => {
      if (running === started) running = null
    })
    return started.client
  }

  return {
    generation: () => (running === null ? generation + 1 : generation),
    nextStart: (signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      }),
    async call(doing, method, input, options) {
      try {
        return await client().call(method, input, options)
      } catch (thrown) {
        throw explainDeath(thrown, doing)
      }
    },
    async *stream(doing, method, input, options) {
      try {
        yield* client().stream(method, input, options)
      } catch (thrown) {
        throw explainDeath(thrown, doing)
      }
    },
    async close() {
      if (running === null) return
      const { worker, client: ending } = running
      // Ending a thread while the native code of its models runs would end the whole process.
      await inTime(ending.call('models.close', {}), MOST_MS_TO_CLOSE)
      await worker.terminate()
      running = null
    },
  }
}

/** Waits for work that may fail, but not for long. */
async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work.then(() => undefined, () => undefined), late])
  clearTimeout(timer)
}

function explainDeath(thrown: unknown, doing: string): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'rpc.connectionLost') return thrown
  const reason = thrown.message.replace(/^The connection to the host is gone: /u, '')
  const isMemory = reason.includes('out of memory')
  return new AppError({
    code: 'jobs.workerStopped',
    kind: 'environment',
    message: `The background worker stopped while it was ${doing}. ${reason}`,
    hint: isMemory ? 'Your flow is safe. Try again with fewer tickets or fewer replications.' : 'Your flow is safe. Try once more; a new worker starts by itself.',
  })
}
