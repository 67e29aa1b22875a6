import type { Worker } from 'node:worker_threads'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import type { FoldedToday } from '../../core/simulation/build-report.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import type { SimulationInput, SimulationResult } from '../../core/simulation/simulation-input.ts'
import type { FoldedReplication } from '../../core/simulation/report/fold-replication.ts'
import type { SimulationSession } from '../../core/simulation/simulation-session.ts'
import { figureOf, StopWatch } from '../../core/simulation/statistics/run-stop.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { DriveItem, SimulationDriver } from './drive-simulation.ts'
import type { ReplicationInput } from './replication-contract.ts'
import { ReplicationPool } from './replication-pool.ts'

/** How many threads run replications, and how one is started. */
export type ReplicationThreads = { readonly count: number; readonly spawn: () => Worker }

/** Simulates with the replications after the first in threads of their own. The result has the same bytes as with one thread. */
export async function* simulateInThreads(session: SimulationSession, subflows: readonly Workflow[], driver: SimulationDriver, threads: ReplicationThreads): AsyncGenerator<DriveItem, { readonly result: SimulationResult; readonly runs: readonly FoldedReplication[] }> {
  const runs = yield* replicateInThreads(session, subflows, driver, threads, (run) => session.fold(run))
  const today: FoldedToday[] = []
  for (let index = 0; index < runs.length; index++) {
    yield { kind: 'phase', phase: 'Simulating today, with people only', done: index, total: runs.length }
    today.push(session.foldToday(session.today(index, runs[index])))
  }
  return { result: { report: session.report(runs, today), tickets: runs[0]?.tickets ?? [] }, runs }
}

/**
 * The replications of a session until there are enough (as `replicateEnough`). The first is run here: what it asks is nearly all that any
 * replication asks, so that the models are asked once; the others run in threads. Under a stop rule they run in batches and are looked at
 * in their order, and what is kept of each is up to the caller; what a batch has run beyond the end is thrown away, so that the result is the same with any number of threads.
 */
export async function* replicateInThreads<Kept>(session: SimulationSession, subflows: readonly Workflow[], driver: SimulationDriver, threads: ReplicationThreads, keep: (run: ReplicationResult) => Kept, atLeast = 0, known: readonly ReplicationResult[] = []): AsyncGenerator<DriveItem, readonly Kept[]> {
  const { input, plan: { scenario } } = session
  const fewest = Math.max(scenario.replications, atLeast)
  const pool = new ReplicationPool(Math.min(threads.count, Math.max(1, fewest - 1)), threads.spawn, driver)
  try {
    yield* driver.drive(session.prepare())
    const watch = new StopWatch(scenario)
    const runs: Kept[] = []
    const add = (run: ReplicationResult): void => {
      runs.push(keep(run))
      watch.add((rule) => figureOf(run.facts, scenario, rule))
    }
    const first = known.length > 0 ? known : [yield* driver.drive(session.replicate(0))]
    for (const run of first) add(run)
    const csatProxy = first[0]?.facts.csatProxy ?? null
    const variant = { workflow: input.workflow, scenario: input.scenario ?? emptyScenario }
    for (let wanted = fewest; !watch.isOver || runs.length < atLeast; wanted = runs.length + pool.size) {
      yield { kind: 'phase', phase: 'Simulating the flow in threads', done: runs.length, total: Math.max(fewest, wanted) }
      if (!pool.isOpen) await pool.open(replicationInput(input, subflows))
      for (const { result, unanswered } of await pool.results(variant, runs.length, wanted)) {
        if (watch.isOver && runs.length >= atLeast) break
        add({ ...result, facts: { ...result.facts, csatProxy } })
        session.noteUnanswered(unanswered)
      }
    }
    return runs
  } finally {
    pool.close()
  }
}

/** The part of a simulation's input that can be sent to a thread. */
export function replicationInput({ workflow, tickets, knowledgeDigest, models, scenario, replyBank }: SimulationInput, subflows: readonly Workflow[]): ReplicationInput {
  return { workflow, subflows, tickets, knowledgeDigest, models, scenario, replyBank }
}
