import type { Worker } from 'node:worker_threads'
import type { KnowledgeBase } from '../core/knowledge/article.ts'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { AnswerOptions, ModelIdentity, SignalPort } from '../core/signals/signal-port.ts'
import type { SignalRequest } from '../core/signals/signal-request.ts'
import { ModelError } from './model-error.ts'
import { fromWorker, packRequests } from './worker-messages.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

const ABORT_POLL_MS = 20

/** What the models need to start. */
export type OpenSignalsOptions = {
  readonly weightsDir: string
  /** Where answers are kept between runs; without it they are kept for this port only. */
  readonly cacheDir?: string
  readonly knowledge: KnowledgeBase
  /** Starts the worker thread that runs models/worker.ts. */
  readonly spawnWorker: () => Worker
  /** Threads of one model pass; the answers do not depend on it. Two without it. */
  readonly threads?: number
}

/** The on-device models behind the signals, and what stands in the way of keeping their answers on disk. */
export type OpenSignals = SignalPort & { readonly cacheProblem: string | undefined }

type Waiting = {
  readonly resolve: (answers: readonly SignalAnswer[]) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((done: number, total: number) => void) | undefined
}

/** Starts the models in a worker thread; rejects with a ModelError where weights are missing or damaged. */
export async function openSignals({ weightsDir, cacheDir, knowledge, spawnWorker, threads = 2 }: OpenSignalsOptions): Promise<OpenSignals> {
  const connection = new Connection(spawnWorker())
  const articles = knowledge.articles.map((article) => ({ ...article }))
  const { models, cacheProblem } = await connection.open({ kind: 'open', weightsDir, cacheDir, threads, knowledge: { articles, digest: knowledge.digest } })
  return {
    models,
    cacheProblem,
    answer: (requests, options) => connection.answer(requests, options),
    close: () => connection.close(),
  }
}

type Opened = { readonly models: readonly ModelIdentity[]; readonly cacheProblem: string | undefined }

class Connection {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #opening: { readonly resolve: (opened: Opened) => void; readonly reject: (error: Error) => void } | undefined
  #closing: (() => void) | undefined
  #stopped: ModelError | undefined
  #next = 0

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (data: unknown) => this.#receive(data))
    worker.on('error', (error: Error) => this.#stop(`The model worker failed: ${error.message}`))
    worker.on('exit', (code: number) => this.#stop(`The model worker ended with code ${code}.`))
  }

  open(message: ToWorker): Promise<Opened> {
    return new Promise<Opened>((resolve, reject) => {
      this.#opening = { resolve, reject }
      this.#send(message)
    }).catch(async (error: unknown) => {
      await this.#worker.terminate()
      throw error
    })
  }

  async answer(requests: readonly SignalRequest[], { abort, onProgress }: AnswerOptions = {}): Promise<readonly SignalAnswer[]> {
    if (this.#stopped) throw this.#stopped
    if (abort?.aborted) throw new ModelError('signals.aborted', 'Reading the texts was stopped.', 'Start the run again.')
    if (requests.length === 0) return []
    const id = this.#next++
    let poll: ReturnType<typeof setInterval> | undefined
    try {
      return await new Promise<readonly SignalAnswer[]>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject, onProgress })
        this.#send({ kind: 'answer', id, ...packRequests(requests) })
        if (abort === undefined) return
        poll = setInterval(() => {
          if (!abort.aborted) return
          clearInterval(poll)
          this.#send({ kind: 'abort', id })
        }, ABORT_POLL_MS)
      })
    } finally {
      clearInterval(poll)
      this.#waiting.delete(id)
    }
  }

  async close(): Promise<void> {
    if (this.#stopped) return
    await new Promise<void>((resolve) => {
      this.#closing = resolve
      this.#send({ kind: 'close' })
    })
    this.#stopped = new ModelError('worker.stopped', 'The models were closed.', 'Open them again before asking.')
    await this.#worker.terminate()
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  #receive(data: unknown): void {
    const parsed = fromWorker.safeParse(data)
    if (!parsed.success) {
      this.#stop(`The model worker sent a message that is not known here: ${parsed.error.message}`)
      return
    }
    const message: FromWorker = parsed.data
    switch (message.kind) {
      case 'opened':
        this.#opening?.resolve({ models: message.models, cacheProblem: message.cacheProblem })
        break
      case 'progress':
        this.#waiting.get(message.id)?.onProgress?.(message.done, message.total)
        break
      case 'answered':
        this.#waiting.get(message.id)?.resolve(message.answers)
        break
      case 'failed': {
        const error = new ModelError(message.error.code, message.error.message, message.error.hint)
        if (message.id === undefined) this.#opening?.reject(error)
        else this.#waiting.get(message.id)?.reject(error)
        break
      }
      case 'closed':
        this.#closing?.()
    }
  }

  #stop(what: string): void {
    const error = new ModelError('worker.stopped', what, 'Try again; if it stays, run `npm ci` to restore the runtime and report it with this message.')
    this.#stopped ??= error
    this.#opening?.reject(error)
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
    this.#closing?.()
  }
}
