import type { Worker } from 'node:worker_threads'
import type { KnowledgeBase } from '../core/knowledge/article.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { AnswerOptions, SignalPort } from '../core/signals/signal-port.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import type { ChosenModels } from './chosen-model.ts'
import { ModelError } from './model-error.ts'
import { packRequests } from './worker-messages.ts'
import type { ToWorker } from './worker-messages.ts'
import { WorkerConnection } from './worker-connection.ts'
import type { Opened } from './worker-connection.ts'

const ABORT_POLL_MS = 20

/** What the models need to start. */
export type OpenSignalsOptions = {
  readonly weightsDir: string
  /** Where what was read is kept between runs; without it nothing is kept. */
  readonly cacheDir?: string
  readonly knowledge: KnowledgeBase
  /** Starts the worker thread that runs models/worker.ts. */
  readonly spawnWorker: () => Worker
  /** Threads of one model pass; the answers do not depend on it. Without it, what was measured best on this machine. */
  readonly threads?: number
  /** Models of the user's in place of shipped ones. */
  readonly chosen?: ChosenModels
}

/** The on-device models behind the signals, and what stands in the way of keeping their answers on disk. */
export type OpenSignals = SignalPort & { readonly cacheProblem: string | undefined; readonly threads: number }

/** Starts the models in a worker thread; rejects with a ModelError where weights are missing or damaged. */
export async function openSignals({ weightsDir, cacheDir, knowledge, spawnWorker, threads, chosen = {} }: OpenSignalsOptions): Promise<OpenSignals> {
  const articles = knowledge.articles.map((article) => ({ ...article }))
  const open: ToWorker = { kind: 'open', weightsDir, cacheDir, threads, knowledge: { articles, digest: knowledge.digest }, chosen }
  const worker = new RestartingWorker(spawnWorker, open)
  const { models, cacheProblem, threads: used } = await worker.opened()
  return {
    models,
    cacheProblem,
    threads: used,
    answer: (requests, options) => worker.answer(requests, options),
    close: () => worker.close(),
  }
}

/** A worker that is started anew when it dies; a batch that was being read is asked once more. */
class RestartingWorker {
  readonly #spawn: () => Worker
  readonly #open: ToWorker
  #connection: WorkerConnection
  #opened: Promise<Opened>
  #isClosed = false

  constructor(spawn: () => Worker, open: ToWorker) {
    this.#spawn = spawn
    this.#open = open
    this.#connection = new WorkerConnection(spawn())
    this.#opened = this.#connection.open(open)
    this.#opened.catch(() => undefined)
  }

  opened(): Promise<Opened> {
    return this.#opened
  }

  async answer(requests: readonly SignalRequest[], options: AnswerOptions = {}): Promise<readonly SignalAnswer[]> {
    if (this.#isClosed) throw closedError()
    if (requests.length === 0) return []
    const used = this.#connection
    try {
      return await ask(used, requests, options)
    } catch (error) {
      if (this.#isClosed || !(error instanceof ModelError) || error.code !== 'worker.stopped') throw error
      await this.#restart(used)
      return ask(this.#connection, requests, options)
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.#opened.catch(() => undefined)
    await this.#connection.close(closedError())
  }

  /** Several batches may meet the same dead worker; only the first starts another. */
  async #restart(dead: WorkerConnection): Promise<void> {
    if (this.#connection === dead) {
      this.#connection = new WorkerConnection(this.#spawn())
      this.#opened = this.#connection.open(this.#open)
      this.#opened.catch(() => undefined)
    }
    await this.#opened
  }
}

async function ask(connection: WorkerConnection, requests: readonly SignalRequest[], { abort, onProgress }: AnswerOptions): Promise<readonly SignalAnswer[]> {
  if (abort?.aborted) throw new ModelError('signals.aborted', 'Reading the texts was stopped.', 'Start the run again.')
  const batch = connection.ask(packRequests(requests), onProgress)
  if (abort === undefined) return batch.answers
  const poll = setInterval(() => {
    if (!abort.aborted) return
    clearInterval(poll)
    batch.abort()
  }, ABORT_POLL_MS)
  try {
    return await batch.answers
  } finally {
    clearInterval(poll)
  }
}

function closedError(): ModelError {
  return new ModelError('worker.stopped', 'The models were closed.', 'Open them again before asking.')
}
