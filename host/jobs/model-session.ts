import type { Worker } from 'node:worker_threads'
import { AppError, cancelledError } from '../../api/app-error.ts'
import type { CancelSignal } from '../../api/cancel-source.ts'
import type { ModelsState } from '../../api/model.ts'
import { assembleKnowledge } from '../../core/knowledge/assemble-knowledge.ts'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import { ModelError } from '../../models/model-error.ts'
import type { SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { AnswerOptions, ModelIdentity } from '../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'
import type { ChosenModels } from '../../models/chosen-model.ts'
import { openSignals, type OpenSignals } from '../../models/open-signals.ts'
import { chosenModels, readModelSettings, type ModelSettings } from '../settings/model-settings.ts'

/** What the models need of their surroundings. */
export type ModelSurroundings = {
  readonly weightsDir: string
  readonly cacheDir: string
  readonly spawnModelWorker: () => Worker
  /** Where the user's models lie, and the choice among them; without it the shipped ones do the work. */
  readonly userModelsDir?: string
  /** What a command says instead of the kept choice. */
  readonly chosen?: Partial<ModelSettings>
}

/** Enough for the conversations of some twenty thousand tickets. */
const MOST_ANSWERS = 200_000

/** The on-device models of a session: loaded when first needed, kept for one knowledge base at a time, and watched. */
export class ModelSession {
  readonly #surroundings: ModelSurroundings
  readonly #watchers = new Set<() => void>()
  #state: ModelsState = { state: 'idle', models: [], message: null, hint: null }
  #turn: Promise<unknown> = Promise.resolve()
  #open: { readonly digest: string; readonly models: string; readonly port: Promise<OpenSignals> } | null = null
  #answers: { readonly digest: string; readonly store: SignalStore } | null = null

  constructor(surroundings: ModelSurroundings) {
    this.#surroundings = surroundings
  }

  /** Loads the models ahead of the first question; a failure shows in the state. */
  async warm(): Promise<void> {
    if (this.#open === null || this.#open.models !== this.#chosenText()) await this.#inTurn(() => this.#port(assembleKnowledge([]))).catch(() => undefined)
  }

  /** Which models answer. */
  async identities(knowledge: KnowledgeBase): Promise<readonly ModelIdentity[]> {
    return (await this.#inTurn(() => this.#port(knowledge))).models
  }

  /** What the models have answered about a knowledge base so far: a second run with the same texts asks nothing again. */
  answersFor(knowledge: KnowledgeBase): SignalStore {
    const digest = `${knowledge.digest} ${this.#chosenText()}`
    if (this.#answers?.digest !== digest || this.#answers.store.size > MOST_ANSWERS) this.#answers = { digest, store: new SignalStore() }
    return this.#answers.store
  }

  /** Answers a batch with a knowledge base to search in. */
  answer(knowledge: KnowledgeBase, requests: readonly SignalRequest[], options: AnswerOptions): Promise<readonly SignalAnswer[]> {
    return this.#inTurn(async () => this.#ask(await this.#port(knowledge), requests, options))
  }

  /** Answers a batch that needs no knowledge base, whichever is open. */
  judge(requests: readonly SignalRequest[], options: AnswerOptions): Promise<readonly SignalAnswer[]> {
    return this.#inTurn(async () => this.#ask(this.#open === null ? await this.#port(assembleKnowledge([])) : await this.#open.port, requests, options))
  }

  /** Ends the models' worker. */
  async close(): Promise<void> {
    await this.#open?.port.then((port) => port.close()).catch(() => undefined)
    this.#open = null
  }

  async #ask(port: OpenSignals, requests: readonly SignalRequest[], options: AnswerOptions): Promise<readonly SignalAnswer[]> {
    try {
      return await port.answer(requests, options)
    } catch (thrown) {
      if (thrown instanceof ModelError && thrown.code === 'signals.aborted') throw cancelledError()
      if (thrown instanceof ModelError && thrown.code === 'worker.stopped') this.#drop()
      throw modelError(thrown)
    }
  }

  // Two runs with different articles take turns: the models hold one knowledge base at a time.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #port(knowledge: KnowledgeBase): Promise<OpenSignals> {
    const present = this.#open
    const models = this.#chosenText()
    if (present?.digest === knowledge.digest && present.models === models) return present.port
    this.#tell({ ...this.#state, state: 'loading', message: null, hint: null })
    const opening = this.#start(present?.port ?? null, knowledge)
    const opened = { digest: knowledge.digest, models, port: opening }
    this.#open = opened
    try {
      const port = await opening
      this.#tell({ state: 'ready', models: port.models, message: port.cacheProblem ?? null, hint: null })
      return port
    } catch (thrown) {
      if (this.#open === opened) this.#open = null
      const error = modelError(thrown)
      this.#tell({ state: 'failed', models: [], message: error.message, hint: error.hint })
      throw error
    }
  }

  // Models that stopped answering are forgotten, so that the next question starts them anew.
  #drop(): void {
    this.#open = null
    this.#tell({ ...this.#state, state: 'idle' })
  }

  /** The state now and at every change. */
  async *watch(signal: CancelSignal): AsyncGenerator<ModelsState> {
    let wake: () => void = () => undefined
    let isChanged = true
    const onChange = (): void => {
      isChanged = true
      wake()
    }
    this.#watchers.add(onChange)
    signal.addEventListener('abort', onChange)
    try {
      while (!signal.aborted) {
        if (isChanged) {
          isChanged = false
          yield this.#state
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      this.#watchers.delete(onChange)
      signal.removeEventListener('abort', onChange)
    }
  }

  async #start(before: Promise<OpenSignals> | null, knowledge: KnowledgeBase): Promise<OpenSignals> {
    await before?.then((port) => port.close()).catch(() => undefined)
    const { weightsDir, cacheDir, spawnModelWorker } = this.#surroundings
    return openSignals({ weightsDir, cacheDir, knowledge, spawnWorker: spawnModelWorker, chosen: this.#chosen() })
  }

  // Read anew each time: the choice may have been changed by another window or command.
  #chosen(): ChosenModels {
    const { userModelsDir, chosen } = this.#surroundings
    if (userModelsDir === undefined) return {}
    return chosenModels({ ...readModelSettings(userModelsDir), ...chosen }, userModelsDir)
  }

  #chosenText(): string {
    return JSON.stringify(this.#chosen())
  }

  #tell(state: ModelsState): void {
    this.#state = state
    for (const watcher of [...this.#watchers]) watcher()
  }
}

/** An error of the models as it travels. */
export function modelError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof ModelError) return new AppError({ code: `models.${thrown.code}`, kind: 'environment', message: thrown.message, hint: thrown.hint }, { cause: thrown })
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError({ code: 'models.failed', kind: 'internal', message: `The models could not be started: ${message}`, hint: 'Try again; if it happens again, report it with this message.' }, { cause: thrown })
}
