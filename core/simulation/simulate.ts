import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { AgentCatalog } from '../engine/agent-contract.ts'
import type { Program } from '../engine/program.ts'
import type { ModelIdentity, SignalReader } from '../signals/signal-port.ts'
import type { SignalRequest } from '../signals/signal-request.ts'
import { canonicalJson, specDigest } from '../spec/digest.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { ticketsDigest } from '../tickets/tickets-digest.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import { calibrateAnswers, noCalibration } from './answer-evidence.ts'
import { buildReport } from './build-report.ts'
import { collectReplication, runFacts } from './collect-replication.ts'
import type { ReplicationResult } from './replication-result.ts'
import type { CountsItem } from './replication.ts'
import { Replication } from './replication.ts'
import type { ReplyBank } from './reply-bank.ts'
import { standardReplyBank } from './reply-bank.ts'
import type { RunReport, TicketRun } from './run-report.ts'
import type { RunPlan } from './run-plan.ts'
import { planRun } from './run-plan.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import { emptyScenario, resolveScenario } from './scenario.ts'
import { coverage, seriesGrid } from './series.ts'
import { SignalGate } from './signal-gate.ts'
import { simulateToday } from './today.ts'
import type { ZoneOffsets } from './zone-offsets.ts'

/** Everything that a run depends on; nothing else reaches its result. */
export type SimulationInput = {
  readonly workflow: Workflow
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
export const SIMULATION_ENGINE = 'lumos-simulation/1'

const MOST_ROUNDS = 40

/**
 * Simulates tickets through a flow. The generator asks for signals in batches (`needs`) before it decides anything from them,
 * so that models are asked once for all tickets; the same input gives the same bytes, whatever was in the reader before.
 */
export function* simulate(input: SimulationInput): Generator<SimulationItem, SimulationResult, void> {
  const scenario = resolveScenario(input.scenario ?? emptyScenario)
  const plan = planRun(input.workflow, input.program, input.tickets, scenario, input.zones)
  const gate = new SignalGate(input.signals)
  const grid = seriesGrid(plan)
  yield* askUpfront(plan, input.agents, gate)
  const replicate = (index: number, calibration: AnswerCalibration, keep: boolean): Replication =>
    new Replication(plan, { index, agents: input.agents, gate, replyBank: input.replyBank ?? standardReplyBank, calibration, keep })

  // The first pass finds every text that the flow looks at, and learns from the history how answers fare.
  const learning = yield* runWhole(() => replicate(0, noCalibration, false), gate, false)
  const calibration = calibrateAnswers(collectReplication(learning, grid).observations)

  const runs: ReplicationResult[] = []
  const priorities: ReadonlyMap<string, string>[] = []
  for (let index = 0; index < scenario.replications; index++) {
    yield { kind: 'progress', phase: 'flow', done: index, total: scenario.replications }
    const run = yield* runWhole(() => replicate(index, calibration, index === 0 && input.keepTickets), gate, index === 0)
    if (index === 0) yield run.picture()
    runs.push(collectReplication(run, grid))
    priorities.push(new Map(run.cases.flatMap((ticket) => (ticket.priority === null ? [] : [[ticket.arrival.id, ticket.priority]]))))
  }
  yield { kind: 'progress', phase: 'flow', done: scenario.replications, total: scenario.replications }

  const today = []
  for (let index = 0; index < scenario.replications; index++) {
    yield { kind: 'progress', phase: 'today', done: index, total: scenario.replications }
    const { tickets, spans, team } = simulateToday(plan, index, priorities[index] ?? new Map())
    today.push({ facts: runFacts(plan, tickets, [team], spans), team, backlog: coverage(grid, spans) })
  }
  yield { kind: 'progress', phase: 'today', done: scenario.replications, total: scenario.replications }

  const manifest: RunReport['manifest'] = {
    flowName: input.workflow.metadata.name,
    flowDigest: specDigest(input.workflow),
    ticketsDigest: ticketsDigest(input.tickets),
    knowledgeDigest: input.knowledgeDigest,
    scenarioDigest: `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(scenario.document))))}`,
    models: input.models,
    seed: scenario.seed,
    replications: scenario.replications,
    tickets: plan.arrivals.length,
    engine: SIMULATION_ENGINE,
  }
  const report = buildReport({ manifest, plan, grid, runs, today, calibration, unanswered: gate.unanswered.size })
  return { report, tickets: runs[0]?.tickets ?? [] }
}

/** Asks everything that can be known before the first ticket moves: what each agent wants to know of the opening messages. */
function* askUpfront(plan: RunPlan, agents: AgentCatalog, gate: SignalGate): Generator<SimulationItem, void, void> {
  const { workflow } = plan
  const total = plan.arrivals.length
  yield { kind: 'progress', phase: 'reading', done: 0, total }
  for (const arrival of plan.arrivals) {
    const { ticket } = arrival
    for (const [agentId, agent] of Object.entries(workflow.spec.agents)) {
      const runtime = agents.runtimeOf(agent.role)
      if (runtime === undefined) continue
      const requests = runtime.signals({
        workflow, agentId, agent, customer: ticket.customer, conversation: [{ from: 'customer', at: arrival.at, text: arrival.text }],
        ticket: { id: arrival.id, channel: arrival.channel, subject: ticket.subject, language: arrival.language, fields: ticket.fields },
      })
      for (const request of requests) gate.lacks(request)
    }
  }
  const requests = gate.takeMissing()
  if (requests.length > 0) yield { kind: 'needs', requests }
  yield { kind: 'progress', phase: 'reading', done: total, total }
}

/** Runs a replication until it lacks no answer: what a pass finds missing is asked for in one batch, and the pass made again. */
function* runWhole(make: () => Replication, gate: SignalGate, pictures: boolean): Generator<SimulationItem, Replication, void> {
  for (let round = 0; ; round++) {
    const run = make()
    for (const item of run.run()) if (pictures) yield item
    const requests = gate.takeMissing()
    if (requests.length === 0) return run
    if (round >= MOST_ROUNDS) throw new Error(`After ${MOST_ROUNDS} rounds the flow still asks new questions; some agent's questions depend on something other than texts.`)
    yield { kind: 'needs', requests }
  }
}
