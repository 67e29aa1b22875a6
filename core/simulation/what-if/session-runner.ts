import type { Program } from '../../engine/program.ts'
import type { Workflow } from '../../spec/workflow.ts'
import type { ReplicationResult } from '../replication-result.ts'
import type { SimulationItem } from '../simulation-input.ts'
import type { SimulationSession } from '../simulation-session.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import { replicationFigures } from './replication-figures.ts'
import type { Variant } from './what-if-step.ts'

/** Runs variants of a flow on one session: same tickets, same seeds, signals and decisions that are kept. */
export class SessionRunner {
  readonly #session: SimulationSession
  readonly #keep: boolean
  readonly #compile: (workflow: Workflow) => Program
  // A search goes on with a variant that it looked at before; one that it has dropped is forgotten with it.
  readonly #sessions = new WeakMap<Variant, SimulationSession>()

  /** `keep`: whether the tickets of first replications are kept with their sentences, for which every step is computed. */
  constructor(session: SimulationSession, compile: (workflow: Workflow) => Program, keep = session.input.keepTickets) {
    this.#session = session
    this.#keep = keep
    this.#compile = compile
  }

  /** The figures of replications `from` up to before `to` of a variant. */
  *figures(variant: Variant, from: number, to: number): Generator<SimulationItem, readonly ReplicationFigures[], void> {
    const { plan } = this.#sessionOf(variant)
    return (yield* this.results(variant, from, to)).map((result) => replicationFigures(result, plan, plan.scenario.kpis.choice))
  }

  /** Replications `from` up to before `to` of a variant, in full. */
  *results(variant: Variant, from: number, to: number): Generator<SimulationItem, readonly ReplicationResult[], void> {
    const session = this.#sessionOf(variant)
    yield* session.prepare()
    // All at once gathers what is missing over all of them before it is asked.
    if (from === 0 && to === session.plan.scenario.replications) return yield* session.replicateAll()
    const results: ReplicationResult[] = []
    for (let index = from; index < to; index++) results.push(yield* session.replicate(index))
    return results
  }

  /** Questions that were asked and got no answer. */
  get unanswered(): ReadonlySet<string> {
    return this.#session.unanswered
  }

  #sessionOf(variant: Variant): SimulationSession {
    const known = this.#sessions.get(variant)
    if (known !== undefined) return known
    const { workflow, scenario } = variant
    const isSameFlow = workflow === this.#session.input.workflow
    const session = this.#session.vary({ scenario, keepTickets: this.#keep, ...(isSameFlow ? {} : { flow: { workflow, program: this.#compile(workflow) } }) })
    this.#sessions.set(variant, session)
    return session
  }
}
