import type { Worker } from 'node:worker_threads'
import type { SignalAnswer } from '../core/signals/signal-answer.ts'
import type { ModelIdentity } from '../core/signals/signal-port.ts'
import { ModelError } from './model-error.ts'
import { fromWorker } from './worker-messages.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** What a worker tells when its models are loaded. */
export type Opened = { readonly models: readonly ModelIdentity[]; readonly cacheProblem: string | undefined; readonly threads: number }

type Waiting = {
  readonly resolve: (answers: readonly SignalAnswer[]) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((done: number, total: number) => void) | undefined
}

/** The main thread's end of one model worker: what was asked is answered, or rejected with a ModelError when the worker ends. */
export class WorkerConnection {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #opening: { readonly resolve: (opened: Opened) => void; readonly reject: (error: Error) => void } | undefined
  #closing: (() => void) | undefined
  #stopped: ModelError | undefined
  #next = 0

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (data: unknown) => this.#receive(data))
    worker.on('messageerror', (error: Error) => this.#stop(`The model worker sent what cannot be read: ${error.message}`))
    worker.on('error', (error: Error) => this.#stop(`The model worker failed: ${error.message}`))
    worker.on('exit', (code: number) => this.#stop(`The model worker ended with code ${code}.`))
  }

  /** Loads the models. */
  open(message: ToWorker): Promise<Opened> {
    return new Promise<Opened>((resolve, reject) => {
      this.#opening = { resolve, reject }
      if (this.#stopped) reject(this.#stopped)
      else this.#worker.postMessage(message)
    }).catch(async (error: unknown) => {
      await this.#worker.terminate()
      throw error
    })
  }

  /** Asks a batch; `abort` stops it between two passes of the models. */
  ask(batch: Pick<Extract<ToWorker, { kind: 'answer' }>, 'labelSets' | 'requests'>, onProgress: ((done: number, total: number) => void) | undefined): { readonly answers: Promise<readonly SignalAnswer[]>; readonly abort: () => void } {
    const id = this.#next++
    const answers = new Promise<readonly SignalAnswer[]>((resolve, reject) => {
      if (this.#stopped) {
        reject(this.#stopped)
        return
      }
      this.#waiting.set(id, { resolve, reject, onProgress })
      const message: ToWorker = { kind: 'answer', id, ...batch }
      this.#worker.postMessage(message)
    }).finally(() => this.#waiting.delete(id))
    return { answers, abort: () => this.#worker.postMessage({ kind: 'abort', id } satisfies ToWorker) }
  }

  /**
   * Stops what is being read, and ends the worker once it is idle: a thread that is ended while native code runs takes the whole
   * process with it. Whoever asks afterwards gets `reason`.
   */
  async close(reason: ModelError): Promise<void> {
    if (this.#stopped) return
    await new Promise<void>((resolve) => {
      this.#closing = resolve
      for (const id of this.#waiting.keys()) this.#worker.postMessage({ kind: 'abort', id } satisfies ToWorker)
      this.#worker.postMessage({ kind: 'close' } satisfies ToWorker)
    })
    this.#stopped = reason
    await this.#worker.terminate()
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
        this.#opening?.resolve({ models: message.models, cacheProblem: message.cacheProblem, threads: message.threads })
        break
      case 'progress':
        this.#waiting.get(message.id)?.onProgress?.(message.done, message.total)
        break
      case 'answered':
        this.#waiting.get(message.id)?.resolve(message.answers)
        break
      case 'failed': {
        const error = new ModelError(message.error.code, message.error.message, message.error.hint)
        // A failure that belongs to no batch leaves every batch without an answer.
        if (message.id === undefined) this.#fail(error)
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
    this.#fail(error)
  }

  #fail(error: ModelError): void {
    this.#opening?.reject(error)
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
    this.#closing?.()
  }
}
