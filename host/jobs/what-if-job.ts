import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import { SimulationSession } from '../../core/simulation/simulation-session.ts'
import type { ComparedRun } from '../../core/simulation/what-if/compare.ts'
import type { ReplicationFigures } from '../../core/simulation/what-if/replication-figures.ts'
import { SessionRunner } from '../../core/simulation/what-if/session-runner.ts'
import type { RunStep, Search, Variant } from '../../core/simulation/what-if/what-if-step.ts'
import { withTaughtExamples } from '../../core/spec/taught-examples.ts'
import type { DriveItem } from './drive-simulation.ts'
import { SimulationDriver } from './drive-simulation.ts'
import { ReplicationPool } from './replication-pool.ts'
import { replicateInThreads, replicationInput } from './simulate-in-threads.ts'
import type { SimulationJob } from './simulate-job.ts'
import { compileFor, simulationInput } from './simulate-job.ts'

/** A run that is kept open, so that what-if questions about it cost only what differs. */
export class OpenRun {
  readonly session: SimulationSession
  readonly #runner: SessionRunner
  readonly #driver: SimulationDriver
  readonly #job: SimulationJob

  constructor(session: SimulationSession, driver: SimulationDriver, job: SimulationJob) {
    this.session = session
    this.#runner = new SessionRunner(session, compileFor(job))
    this.#driver = driver
    this.#job = job
  }

  /** Loads the models and reads the tickets; what they are asked is asked by the first run. */
  static async open(job: SimulationJob, abort: AbortLike): Promise<OpenRun> {
    const driver = new SimulationDriver(job.models, job.knowledge, abort)
    return new OpenRun(new SimulationSession(await simulationInput(job, driver)), driver, job)
  }

  /** The flow and scenario as they are. */
  get present(): Variant {
    return { workflow: this.session.input.workflow, scenario: this.session.input.scenario ?? emptyScenario }
  }

  /** Runs a search for an answer: what it asks to be run is run here or in the job's threads, what it says is passed on. */
  async *search<Said extends { readonly kind: string }, Result>(search: Search<Said, Result>): AsyncGenerator<DriveItem | Said, Result> {
    const { workers = null, subflows = [], examples } = this.#job
    let pool: ReplicationPool | null = null
    try {
      let next = search.next()
      while (next.done !== true) {
        const step = next.value
        if (!isRunStep(step)) {
          yield step
          next = search.next([])
          continue
        }
        yield { kind: 'phase', phase: `Trying ${step.what}`, done: step.done, total: step.total }
        if (pool !== null) {
          next = search.next(await pool.figures(step.variant, step.from, step.to))
          continue
        }
        next = search.next(yield* this.#here(step))
        if (workers !== null && next.done !== true) {
          // What the first point asked is nearly all that any asks, so that the models are asked once.
          pool = new ReplicationPool(workers.count, workers.spawn, this.#driver)
          await pool.open(replicationInput(this.session.input, subflows.map((each) => withTaughtExamples(each, examples))))
        }
      }
      return next.value
    } finally {
      pool?.close()
    }
  }

  async *#here(step: RunStep): AsyncGenerator<DriveItem, readonly ReplicationFigures[]> {
    const running = this.#driver.drive(this.#runner.figures(step.variant, step.from, step.to))
    let item = await running.next()
    // The bar is the search's: how far one point is would take it back and forth.
    while (item.done !== true) {
      if (item.value.kind === 'phase' && !item.value.phase.startsWith('Simulating')) yield item.value
      item = await running.next()
    }
    return item.value
  }

  /** Replications in full until the scenario has enough, and `atLeast`; those that are `known` are not run again. */
  async *replicateAll(atLeast = 0, known: readonly ReplicationResult[] = []): AsyncGenerator<DriveItem, ComparedRun> {
    const { workers = null, subflows = [], examples } = this.#job
    if (workers !== null) return { session: this.session, results: yield* replicateInThreads(this.session, subflows.map((each) => withTaughtExamples(each, examples)), this.#driver, workers, (run) => run, atLeast, known) }
    yield* this.#driver.drive(this.session.prepare())
    return { session: this.session, results: yield* this.#driver.drive(this.session.replicateEnough(atLeast, known)) }
  }
}

function isRunStep(step: RunStep | { readonly kind: string }): step is RunStep {
  return step.kind === 'run'
}
