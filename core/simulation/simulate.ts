import type { FoldedToday } from './build-report.ts'
import type { FoldedReplication } from './report/fold-replication.ts'
import type { SimulationInput, SimulationItem, SimulationResult } from './simulation-input.ts'
import { SimulationSession } from './simulation-session.ts'

/**
 * Simulates tickets through a flow. The generator asks for signals in batches (`needs`) before it decides anything from them,
 * so that models are asked once for all tickets; the same input gives the same bytes, whatever was in the reader before.
 */
export function* simulate(input: SimulationInput): Generator<SimulationItem, SimulationResult, void> {
  return (yield* simulateSession(new SimulationSession(input))).result
}

/** The same on a session that the caller keeps, with the replications that the result was made of. */
export function* simulateSession(session: SimulationSession): Generator<SimulationItem, { readonly result: SimulationResult; readonly runs: readonly FoldedReplication[] }, void> {
  yield* session.prepare()
  const runs = yield* session.replicateFolded()
  const replications = runs.length
  const today: FoldedToday[] = []
  for (let index = 0; index < replications; index++) {
    yield { kind: 'progress', phase: 'today', done: index, total: replications }
    today.push(session.foldToday(session.today(index, runs[index])))
  }
  yield { kind: 'progress', phase: 'today', done: replications, total: replications }
  return { result: { report: session.report(runs, today), tickets: runs[0]?.tickets ?? [] }, runs }
}
