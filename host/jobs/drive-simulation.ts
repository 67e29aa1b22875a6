import { cancelledError } from '../../api/app-error.ts'
import { assertNever } from '../../core/assert-never.ts'
import type { KnowledgeBase } from '../../core/knowledge/article.ts'
import type { SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { AbortLike, AnswerOptions, ModelIdentity } from '../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'
import type { SignalStore } from '../../core/signals/signal-store.ts'
import type { SimulationItem, SimulationPhase } from '../../core/simulation/simulation-input.ts'

const tellEveryMs = 100
const breatheEveryMs = 25

/** Where a run gets its answers from. */
export type ModelAnswers = {
  identities(knowledge: KnowledgeBase): Promise<readonly ModelIdentity[]>
  /** The answers of earlier runs on the same articles; new ones are added to them. */
  answersFor(knowledge: KnowledgeBase): SignalStore
  answer(knowledge: KnowledgeBase, requests: readonly SignalRequest[], options: AnswerOptions): Promise<readonly SignalAnswer[]>
}

/** What a simulation says on its way, at most ten times a second. */
export type DriveItem =
  | { readonly kind: 'phase'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'counts'; readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>>; readonly at: number }

/** Asks nothing, but the models must have indexed the articles to say so: the index gets a progress of its own. */
const anyPassage: SignalRequest = { kind: 'passages', text: '', sources: [], limit: 0 }

const phases: Readonly<Record<SimulationPhase, string>> = {
  reading: 'Reading the tickets',
  flow: 'Simulating the flow',
  today: 'Simulating today, with people only',
}

/** Drives simulations that share their answers: asks the models what they need, tells how far they are, lets others have their turn, and stops when asked. */
export class SimulationDriver {
  readonly signals: SignalStore
  readonly #models: ModelAnswers
  readonly #knowledge: KnowledgeBase
  readonly #abort: AbortLike
  #rounds = 0
  #isIndexed = false
  #breathedAt = performance.now()

  /** `signals`: where the answers are kept, if not with those of the models' newest run on these articles. */
  constructor(models: ModelAnswers, knowledge: KnowledgeBase, abort: AbortLike, signals: SignalStore = models.answersFor(knowledge)) {
    this.#models = models
    this.#knowledge = knowledge
    this.#abort = abort
    this.signals = signals
  }

  /** Runs a generator of a simulation to its end. */
  async *drive<Result>(running: Generator<SimulationItem, Result, void>): AsyncGenerator<DriveItem, Result> {
    let toldPhase = ''
    let furthest = 0
    let toldAt = 0
    let picturedAt = 0
    for (;;) {
      if (this.#abort.aborted) throw cancelledError()
      const next = running.next()
      if (next.done === true) return next.value
      const item = next.value
      switch (item.kind) {
        case 'needs':
          if (!this.#isIndexed && this.#knowledge.articles.length > 0 && item.requests.some((request) => request.kind === 'passages')) {
            this.#isIndexed = true
            yield* this.#ask([anyPassage], 'Indexing the articles', this.#knowledge.articles.length)
          }
          this.#rounds += 1
          yield* this.#ask(item.requests, this.#rounds === 1 ? phases.reading : 'Reading the replies')
          break
        case 'progress':
          // A replication that has to be run again does not take the bar back.
          furthest = item.phase === toldPhase ? Math.max(furthest, item.done) : item.done
          if (item.phase !== toldPhase || performance.now() - toldAt >= tellEveryMs) {
            toldPhase = item.phase
            toldAt = performance.now()
            yield { kind: 'phase', phase: phases[item.phase], done: furthest, total: item.total }
          }
          break
        case 'counts':
          if (performance.now() - picturedAt >= tellEveryMs) {
            picturedAt = performance.now()
            yield { kind: 'counts', nodes: item.nodes, edges: item.edges, at: item.simulatedUntil }
          }
          break
        default:
          assertNever(item)
      }
      if (performance.now() - this.#breathedAt >= breatheEveryMs) {
        await new Promise((resolve) => setImmediate(resolve))
        this.#breathedAt = performance.now()
      }
    }
  }

  /** Answers questions that somebody else's replication has; those that were answered before are not asked again. */
  async answer(requests: readonly SignalRequest[]): Promise<readonly (readonly [SignalRequest, SignalAnswer])[]> {
    if (this.#abort.aborted) throw cancelledError()
    const open = requests.filter((request) => !this.signals.has(request))
    const given = open.length === 0 ? [] : await this.#models.answer(this.#knowledge, open, { abort: this.#abort })
    open.forEach((request, index) => {
      const answer = given[index]
      if (answer !== undefined) this.signals.put(request, answer)
    })
    return requests.flatMap((request) => {
      const answer = this.signals.read(request)
      return answer === undefined ? [] : [[request, answer] as const]
    })
  }

  async *#ask(requests: readonly SignalRequest[], phase: string, expected = requests.length): AsyncGenerator<DriveItem, void> {
    let done = 0
    let total = expected
    let toldDone = -1
    let answers: readonly SignalAnswer[] | null = null
    const answering = this.#models
      .answer(this.#knowledge, requests, {
        abort: this.#abort,
        onProgress: (now, all) => {
          done = now
          total = all
        },
      })
      .then((given) => {
        answers = given
      })
    // Whoever leaves the run must not leave a rejection behind that nobody hears.
    answering.catch(() => undefined)
    while (answers === null) {
      if (done !== toldDone) {
        toldDone = done
        yield { kind: 'phase', phase, done, total }
      }
      await Promise.race([answering, new Promise((resolve) => setTimeout(resolve, tellEveryMs))])
    }
    yield { kind: 'phase', phase, done: total, total }
    const given: readonly SignalAnswer[] = answers
    for (const [index, request] of requests.entries()) {
      const answer = given[index]
      if (answer !== undefined) this.signals.put(request, answer)
    }
  }
}
