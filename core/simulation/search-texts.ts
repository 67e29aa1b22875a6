import type { AnswerCalibration } from './answer-evidence.ts'
import { acceptedAnswer, calibrateAnswers, noCalibration, solvedAtOnce } from './answer-evidence.ts'
import type { AgentDesk } from './agent-desk.ts'
import { openingOf } from './agent-desk.ts'
import type { ReplicationMode } from './replication-options.ts'
import type { Replication } from './replication.ts'
import type { Arrival, RunPlan } from './run-plan.ts'
import type { SignalGate } from './signal-gate.ts'
import type { SimulationItem } from './simulation-input.ts'
import type { TicketCase } from './ticket-case.ts'

/** Makes a replication of some tickets that has not run yet. */
export type MakeReplication = (index: number, calibration: AnswerCalibration, mode: ReplicationMode, arrivals: readonly Arrival[]) => Replication

/** A part of the tickets that still lacks answers, and how it is run. */
export type TextSearch = { readonly arrivals: readonly Arrival[]; readonly make: (arrivals: readonly Arrival[]) => Replication; readonly found?: (ticket: TicketCase) => void }

/** How far the flow's replications are. */
export type FlowProgress = Extract<SimulationItem, { kind: 'progress' }>

/** How often a run may find new questions before something must be wrong. */
export const MOST_ROUNDS = 40
const ARRIVALS_AT_A_TIME = 100

/** Asks everything that can be known before the first ticket moves: what each agent wants to know of the opening messages. Agents that have been asked are `foreseen`. */
export function* askUpfront(plan: RunPlan, desk: AgentDesk, gate: SignalGate, foreseen: Set<number>): Generator<SimulationItem, void, void> {
  const total = plan.pool.length
  yield { kind: 'progress', phase: 'reading', done: 0, total }
  const isNew = desk.versions.some((version) => !foreseen.has(version))
  for (const [index, arrival] of isNew ? plan.pool.entries() : []) {
    desk.foresee(arrival, [openingOf(arrival)], foreseen)
    if (index % ARRIVALS_AT_A_TIME === ARRIVALS_AT_A_TIME - 1) yield { kind: 'progress', phase: 'reading', done: 0, total }
  }
  for (const version of desk.versions) foreseen.add(version)
  const requests = gate.takeMissing()
  if (requests.length > 0) yield { kind: 'needs', requests }
  yield { kind: 'progress', phase: 'reading', done: total, total }
}

/** Runs tickets each for itself until none of them lacks an answer; only those that did are run again. */
export function* searchTexts(searches: readonly TextSearch[], gate: SignalGate, progress: FlowProgress): Generator<SimulationItem, void, void> {
  let open = searches
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next: TextSearch[] = []
    for (const search of open) {
      if (search.arrivals.length === 0) continue
      const run = search.make(search.arrivals)
      for (const _said of run.run()) yield progress
      for (const ticket of run.cases) if (!ticket.lacking) search.found?.(ticket)
      if (run.lacking) next.push({ ...search, arrivals: lackingOf(run) })
    }
    const requests = gate.takeMissing()
    if (requests.length === 0) return
    yield { kind: 'needs', requests }
    open = next
  }
  throw tooManyRounds()
}

/** Learns how answers fare: the first answer to each ticket of the history whose accepted answer is known. */
export function* learnCalibration(plan: RunPlan, make: MakeReplication, gate: SignalGate, progress: FlowProgress): Generator<SimulationItem, AnswerCalibration, void> {
  const comparable = plan.pool.filter((arrival) => arrival.id === arrival.ticket.id && acceptedAnswer(arrival.ticket) !== null)
  const answered: TicketCase[] = []
  const found = (ticket: TicketCase): void => { answered.push(ticket) }
  yield* searchTexts([{ arrivals: comparable, found, make: (some) => make(0, noCalibration, 'firstAnswer', some) }], gate, progress)
  answered.sort((a, b) => a.arrival.order - b.arrival.order)
  return calibrateAnswers(answered.flatMap(({ arrival, answers: [first] }) => {
    if (first === undefined || first.judgement.similarity === null) return []
    return [{ similarity: first.judgement.similarity, solvedAtOnce: solvedAtOnce(arrival.ticket), confidence: first.confidence }]
  }))
}

/**
 * Follows the tickets that lack answers down both ways, with answers that help and that do not, so that most of the texts that any
 * replication will meet are asked for at once.
 */
export function* exploreBothWays(make: (mode: ReplicationMode, arrivals: readonly Arrival[]) => Replication, run: Replication, gate: SignalGate, progress: FlowProgress): Generator<SimulationItem, void, void> {
  const requests = gate.takeMissing()
  if (requests.length > 0) yield { kind: 'needs', requests }
  const answered: Arrival[] = []
  const found = (ticket: TicketCase): void => { if (ticket.answers.length > 0) answered.push(ticket.arrival) }
  yield* searchTexts([{ arrivals: lackingOf(run), found, make: (some) => make('unhelped', some) }], gate, progress)
  answered.sort((a, b) => a.order - b.order)
  yield* searchTexts([{ arrivals: answered, make: (some) => make('helped', some) }], gate, progress)
}

/** The tickets of a replication that wait for answers. */
export function lackingOf(run: Replication): readonly Arrival[] {
  return run.cases.filter((ticket) => ticket.lacking).map((ticket) => ticket.arrival)
}

/** What is wrong when texts never come to an end. */
export function tooManyRounds(): Error {
  return new Error(`After ${MOST_ROUNDS} rounds the flow still asks new questions: some agent's questions depend on something other than texts.`)
}
