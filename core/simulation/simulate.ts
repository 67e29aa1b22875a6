import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { AgentCatalog } from '../engine/agent-contract.ts'
import type { Program } from '../engine/program.ts'
import { programsIn } from '../engine/programs-in.ts'
import type { ModelIdentity, SignalReader } from '../signals/signal-port.ts'
import type { SignalRequest } from '../signals/signal-request.ts'
import { canonicalJson, specDigest } from '../spec/digest.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { ticketsDigest } from '../tickets/tickets-digest.ts'
import { AgentDesk, openingOf } from './agent-desk.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import { acceptedAnswer, calibrateAnswers, noCalibration, solvedAtOnce } from './answer-evidence.ts'
import { buildReport } from './build-report.ts'
import { collectReplication, runFacts } from './collect-replication.ts'
import { DecisionMemo } from './decision-memo.ts'
import type { ReplicationResult } from './replication-result.ts'
import type { CountsItem, ReplicationMode } from './replication-options.ts'
import { Replication } from './replication.ts'
import type { ReplyBank } from './reply-bank.ts'
import { standardReplyBank } from './reply-bank.ts'
import type { RunReport, TicketRun } from './run-report.ts'
import type { Arrival, RunPlan } from './run-plan.ts'
import { planRun } from './run-plan.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import { emptyScenario } from './scenario.ts'
import { resolveScenario } from './resolve-scenario.ts'
import type { SeriesGrid } from './series.ts'
import { coverage, seriesGrid } from './series.ts'
import { SignalGate } from './signal-gate.ts'
import { simulateToday } from './today.ts'
import type { TicketCase } from './ticket-case.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'

/** Everything that a run depends on; nothing else reaches its result. */
export type SimulationInput = {
  readonly workflow: Workflow
  /** The digest of the flow as it stands in its file, where `workflow` is that with learned examples put in. */
  readonly flowDigest?: string
  readonly program: Program
  readonly agents: AgentCatalog
  readonly tickets: readonly Ticket[]
  readonly knowledgeDigest: string
  /** Answers gathered so far; the driver adds those that the run asks for. */
  readonly signals: SignalReader
  readonly models: readonly ModelIdentity[]
  readonly scenario: ScenarioDocument | null
  readonly zones: ZoneOffsets
  readonly replyBank: ReplyBank | null
  /** Whether every ticket of the first replication is kept in full. */
  readonly keepTickets: boolean
}

/** What a run says on its way. */
export type SimulationItem =
  /** Put the answers where `signals` reads them, then go on. */
  | { readonly kind: 'needs'; readonly requests: readonly SignalRequest[] }
  | { readonly kind: 'progress'; readonly phase: SimulationPhase; readonly done: number; readonly total: number }
  | CountsItem

/** The phases of a run, in order. */
export type SimulationPhase = 'reading' | 'flow' | 'today'

/** The result of a run. */
export type SimulationResult = { readonly report: RunReport; readonly tickets: readonly TicketRun[] }

/** Names the rules of the simulation in a run's manifest; raised whenever the same input may give another result. */
export const SIMULATION_ENGINE = 'lumos-simulation/2'

const MOST_ROUNDS = 40
const ARRIVALS_AT_A_TIME = 100

/**
 * Simulates tickets through a flow. The generator asks for signals in batches (`needs`) before it decides anything from them,
 * so that models are asked once for all tickets; the same input gives the same bytes, whatever was in the reader before.
 */
export function* simulate(input: SimulationInput): Generator<SimulationItem, SimulationResult, void> {
  const scenario = resolveScenario(input.scenario ?? emptyScenario)
  const plan = planRun(input.workflow, input.program, input.tickets, scenario, input.zones)
  const gate = new SignalGate(input.signals)
  const grid = seriesGrid(plan)
  const desk = new AgentDesk(plan.program, input.agents, gate, new DecisionMemo())
  const make: MakeReplication = (index, calibration, mode, arrivals) => new Replication(
    { ...plan, arrivals },
    { index, desk, gate, replyBank: input.replyBank ?? standardReplyBank, calibration, keep: input.keepTickets && index === 0 && mode === 'real', mode },
  )

  yield* askUpfront(plan, desk, gate)
  const calibration = yield* learn(plan, make, gate)
  const calibrated: MakeCalibrated = (index, mode, arrivals) => make(index, calibration, mode, arrivals)
  const ready = yield* probe(plan, calibrated, gate, grid)
  const runs = yield* replicateAll(plan, calibrated, gate, grid, ready)

  const today = []
  for (let index = 0; index < scenario.replications; index++) {
    yield { kind: 'progress', phase: 'today', done: index, total: scenario.replications }
    const { tickets, spans, team } = simulateToday(plan, index, prioritiesOf(runs[index]))
    today.push({ facts: runFacts(plan, tickets, [team], spans), team, backlog: coverage(grid, spans) })
  }
  yield { kind: 'progress', phase: 'today', done: scenario.replications, total: scenario.replications }

  const subflows = programsIn(input.program)
  const manifest: RunReport['manifest'] = {
    flowName: input.workflow.metadata.name,
    flowDigest: input.flowDigest ?? specDigest(input.workflow),
    ...(subflows.size === 0 ? {} : { subflows: Object.fromEntries([...subflows].map(([key, { workflow }]) => [key, specDigest(workflow)])) }),
    ticketsDigest: named(ticketsDigest(input.tickets)),
    knowledgeDigest: named(input.knowledgeDigest),
    scenarioDigest: named(bytesToHex(sha256(utf8ToBytes(canonicalJson(scenario.document))))),
    models: input.models.map((model) => ({ ...model, digest: named(model.digest) })),
    seed: scenario.seed,
    replications: scenario.replications,
    tickets: plan.arrivals.length,
    engine: SIMULATION_ENGINE,
  }
  const report = buildReport({ manifest, plan, grid, runs, today, calibration, unanswered: gate.unanswered.size })
  return { report, tickets: runs[0]?.tickets ?? [] }
}

/** Asks everything that can be known before the first ticket moves: what each agent wants to know of the opening messages. */
function* askUpfront(plan: RunPlan, desk: AgentDesk, gate: SignalGate): Generator<SimulationItem, void, void> {
  const total = plan.arrivals.length
  yield { kind: 'progress', phase: 'reading', done: 0, total }
  for (const [index, arrival] of plan.arrivals.entries()) {
    desk.foresee(arrival, [openingOf(arrival)])
    if (index % ARRIVALS_AT_A_TIME === ARRIVALS_AT_A_TIME - 1) yield { kind: 'progress', phase: 'reading', done: 0, total }
  }
  const requests = gate.takeMissing()
  if (requests.length > 0) yield { kind: 'needs', requests }
  yield { kind: 'progress', phase: 'reading', done: total, total }
}

type MakeReplication = (index: number, calibration: AnswerCalibration, mode: ReplicationMode, arrivals: readonly Arrival[]) => Replication

type MakeCalibrated = (index: number, mode: ReplicationMode, arrivals: readonly Arrival[]) => Replication

/** A part of the tickets that still lacks answers, and how it is run. */
type Search = { readonly arrivals: readonly Arrival[]; readonly make: (arrivals: readonly Arrival[]) => Replication; readonly found?: (ticket: TicketCase) => void }

type FlowProgress = Extract<SimulationItem, { kind: 'progress' }>

/** How far the flow's replications are, in hundredths of the two times that each may have to be run. */
function flowProgress(plan: RunPlan, runs: number): FlowProgress {
  return { kind: 'progress', phase: 'flow', done: Math.floor(runs * 100), total: 200 * plan.scenario.replications }
}

/** Runs tickets each for itself until none of them lacks an answer; only those that did are run again. */
function* searchTexts(searches: readonly Search[], gate: SignalGate, progress: FlowProgress): Generator<SimulationItem, void, void> {
  let open = searches
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next: Search[] = []
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
function* learn(plan: RunPlan, make: MakeReplication, gate: SignalGate): Generator<SimulationItem, AnswerCalibration, void> {
  const comparable = plan.arrivals.filter((arrival) => arrival.id === arrival.ticket.id && acceptedAnswer(arrival.ticket) !== null)
  const answered: TicketCase[] = []
  const found = (ticket: TicketCase): void => { answered.push(ticket) }
  yield* searchTexts([{ arrivals: comparable, found, make: (some) => make(0, noCalibration, 'firstAnswer', some) }], gate, flowProgress(plan, 0))
  answered.sort((a, b) => a.arrival.order - b.arrival.order)
  return calibrateAnswers(answered.flatMap(({ arrival, answers: [first] }) => {
    if (first === undefined || first.judgement.similarity === null) return []
    return [{ similarity: first.judgement.similarity, solvedAtOnce: solvedAtOnce(arrival.ticket), confidence: first.confidence }]
  }))
}

/**
 * Tries the first replication. Where answers are missing, the tickets concerned are followed down both ways, with answers that
 * help and that do not, so that most of the texts that any replication will meet are asked for at once.
 */
function* probe(plan: RunPlan, make: MakeCalibrated, gate: SignalGate, grid: SeriesGrid): Generator<SimulationItem, ReplicationResult | null, void> {
  const run = make(0, 'real', plan.arrivals)
  const pictures: CountsItem[] = []
  for (const said of run.run()) {
    if (typeof said === 'number') yield flowProgress(plan, 0)
    else pictures.push(said)
  }
  if (!run.lacking) {
    yield* pictures
    yield run.picture()
    return collectReplication(run, grid)
  }
  const requests = gate.takeMissing()
  if (requests.length > 0) yield { kind: 'needs', requests }
  const answered: Arrival[] = []
  const found = (ticket: TicketCase): void => { if (ticket.answers.length > 0) answered.push(ticket.arrival) }
  yield* searchTexts([{ arrivals: lackingOf(run), found, make: (some) => make(0, 'unhelped', some) }], gate, flowProgress(plan, 0))
  answered.sort((a, b) => a.order - b.order)
  yield* searchTexts([{ arrivals: answered, make: (some) => make(0, 'helped', some) }], gate, flowProgress(plan, 0))
  return null
}

function lackingOf(run: Replication): readonly Arrival[] {
  return run.cases.filter((ticket) => ticket.lacking).map((ticket) => ticket.arrival)
}

/** Runs every replication; one that lacks answers runs again once all that is missing has been found and asked, which counts as its other half. */
function* replicateAll(plan: RunPlan, make: MakeCalibrated, gate: SignalGate, grid: SeriesGrid, ready: ReplicationResult | null): Generator<SimulationItem, readonly ReplicationResult[], void> {
  const total = plan.scenario.replications
  const results = new Map<number, ReplicationResult>(ready === null ? [] : [[0, ready]])
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const searches: Search[] = []
    for (let index = 0; index < total; index++) {
      if (results.has(index)) continue
      const before = (round === 0 ? index : total) + results.size
      yield flowProgress(plan, before)
      const run = make(index, 'real', plan.arrivals)
      for (const said of run.run()) {
        if (typeof said === 'number') yield flowProgress(plan, before + said)
        else if (index === 0 && round === 0) yield said
      }
      if (!run.lacking) {
        if (index === 0) yield run.picture()
        results.set(index, collectReplication(run, grid))
      } else {
        searches.push({ arrivals: lackingOf(run), make: (some) => make(index, 'drawn', some) })
      }
    }
    const requests = gate.takeMissing()
    if (requests.length > 0) yield { kind: 'needs', requests }
    if (results.size === total) {
      yield flowProgress(plan, 2 * total)
      return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
    }
    yield* searchTexts(searches, gate, flowProgress(plan, total + results.size))
  }
  throw tooManyRounds()
}

/** A digest as the manifest names it: with its algorithm. */
function named(digest: string): string {
  return /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : digest
}

function tooManyRounds(): Error {
  return new Error(`After ${MOST_ROUNDS} rounds the flow still asks new questions: some agent's questions depend on something other than texts.`)
}

function prioritiesOf(run: ReplicationResult | undefined): ReadonlyMap<string, string> {
  return new Map((run?.facts.tickets ?? []).flatMap((ticket) => (ticket.priority === null ? [] : [[ticket.id, ticket.priority]])))
}
