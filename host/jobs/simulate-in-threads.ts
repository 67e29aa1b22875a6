import type { Worker } from 'node:worker_threads'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import type { ReplicationResult } from '../../core/simulation/replication-result.ts'
import type { SimulationInput, SimulationResult } from '../../core/simulation/simulation-input.ts'
import { SimulationSession, type TodayReplication } from '../../core/simulation/simulation-session.ts'
import type { Workflow } from '../../core/spec/workflow.ts'
import type { DriveItem, SimulationDriver } from './drive-simulation.ts'
import type { ReplicationInput } from './replication-contract.ts'
import { ReplicationPool } from './replication-pool.ts'

/** How many threads run replications, and how one is started. */
export type ReplicationThreads = { readonly count: number; readonly spawn: () => Worker }

/** Simulates with the replications after the first in threads of their own. The result has the same bytes as with one thread. */
export async function* simulateInThreads(input: SimulationInput, subflows: readonly Workflow[], driver: SimulationDriver, threads: ReplicationThreads): AsyncGenerator<DriveItem, SimulationResult> {
  const session = new SimulationSession(input)
  const runs = yield* replicateInThreads(session, subflows, driver, threads)
  const today: TodayReplication[] = []
  for (let index = 0; index < runs.length; index++) {
    yield { kind: 'phase', phase: 'Simulating today, with people only', done: index, total: runs.length }
    today.push(session.today(index, runs[index]))
  }
  return { report: session.report(runs, today), tickets: runs[0]?.tickets ?? [] }
}

/**
 * Every replication of a session. The first is run here: what it asks is nearly all that any replication asks, so that the models are
 * asked once; the others run in threads.
 */
export async function* replicateInThreads(session: SimulationSession, subflows: readonly Workflow[], driver: SimulationDriver, threads: ReplicationThreads): AsyncGenerator<DriveItem, readonly ReplicationResult[]> {
  const { input, plan: { scenario: { replications: total } } } = session
  const pool = new ReplicationPool(Math.min(threads.count, Math.max(1, total - 1)), threads.spawn, driver)
  try {
    yield* driver.drive(session.prepare())
    const first = yield* driver.drive(session.replicate(0))
    yield { kind: 'phase', phase: 'Simulating the flow in threads', done: 1, total }
    await pool.open(replicationInput(input, subflows))
    const { results, unanswered } = await pool.results({ workflow: input.workflow, scenario: input.scenario ?? emptyScenario }, 1, total)
    session.noteUnanswered(unanswered)
    return [first, ...results.map((result) => ({ ...result, facts: { ...result.facts, csatProxy: first.facts.csatProxy } }))]
  } finally {
    pool.close()
  }
}

/** The part of a simulation's input that can be sent to a thread. */
export function replicationInput({ workflow, tickets, knowledgeDigest, models, scenario, replyBank }: SimulationInput, subflows: readonly Workflow[]): ReplicationInput {
  return { workflow, subflows, tickets, knowledgeDigest, models, scenario, replyBank }
}
