import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Program } from '../engine/program.ts'
import { programsIn } from '../engine/programs-in.ts'
import { canonicalJson, specDigest } from '../spec/digest.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { RunFacts } from '../metrics/ticket-facts.ts'
import type { Workflow } from '../spec/workflow.ts'
import { ticketsDigest } from '../tickets/tickets-digest.ts'
import { AgentDesk } from './agent-desk.ts'
import { AgentVersions } from './agent-versions.ts'
import type { AnswerCalibration } from './answer-evidence.ts'
import { noCalibration } from './answer-evidence.ts'
import type { FoldedToday } from './build-report.ts'
import { buildReport } from './build-report.ts'
import { collectReplication, runFacts } from './collect-replication.ts'
import { DecisionMemo } from './decision-memo.ts'
import type { ResponsesByPriority } from './judge-baseline.ts'
import { responsesByPriority } from './judge-baseline.ts'
import { PathLibrary } from './path-library.ts'
import type { WalkingOrders } from './path-walker.ts'
import type { CountsItem, ReplicationMode } from './replication-options.ts'
import type { TeamTotals } from './people.ts'
import type { ReplicationResult } from './replication-result.ts'
import { Replication } from './replication.ts'
import { standardReplyBank } from './reply-bank.ts'
import type { FoldedReplication } from './report/fold-replication.ts'
import { foldFacts, foldReplication, weekHoursOf } from './report/fold-replication.ts'
import { resolveScenario } from './resolve-scenario.ts'
import type { RunReport } from './run-report.ts'
import type { Arrival, KnownArrivals, RunPlan } from './run-plan.ts'
import { arrivalsOf, planRun } from './run-plan.ts'
import { emptyScenario } from './scenario.ts'
import type { FlowProgress, TextSearch } from './search-texts.ts'
import { askUpfront, exploreBothWays, lackingOf, learnCalibration, MOST_ROUNDS, searchTexts, tooManyRounds } from './search-texts.ts'
import type { SeriesGrid } from './series.ts'
import { coverage, seriesGrid } from './series.ts'
import { SignalGate } from './signal-gate.ts'
import { SIMULATION_ENGINE } from './simulation-engine.ts'
import type { SimulationInput, SimulationItem } from './simulation-input.ts'
import type { RunStopRule } from './statistics/run-stop.ts'
import { figureOf, StopWatch } from './statistics/run-stop.ts'
import { simulateToday } from './today.ts'

/** What differs in a variation of a run; what is left out stays. A workflow comes with the program that it was compiled to. */
export type SimulationVariation = {
  readonly flow?: { readonly workflow: Workflow; readonly program: Program; readonly flowDigest?: string }
  readonly scenario?: ScenarioDocument | null
  readonly keepTickets?: boolean
}

/** One replication of today. */
export type TodayReplication = { readonly facts: RunFacts; readonly responses: ResponsesByPriority; readonly team: TeamTotals; readonly backlog: readonly number[] }

/** What variations of a run have in common with it. */
type Shared = { readonly gate: SignalGate; readonly memo: DecisionMemo; readonly versions: AgentVersions; readonly paths: PathLibrary; readonly arrivals: KnownArrivals; readonly foreseen: WeakMap<object, Set<number>> }

/**
 * A run that can be kept: signals, decisions and parsed tickets stay, so that further replications and variations of the flow or the
 * scenario cost only what differs. The same input gives the same bytes, whatever was simulated in the session before.
 */
export class SimulationSession {
  readonly input: SimulationInput
  readonly plan: RunPlan
  readonly grid: SeriesGrid
  readonly #shared: Shared
  readonly #desk: AgentDesk
  readonly #orders: WalkingOrders
  readonly #hourOf: (at: number) => number
  #calibration: AnswerCalibration | null = null
  #ready: ReplicationResult | null = null

  constructor(input: SimulationInput, shared: Shared = { gate: new SignalGate(input.signals), memo: new DecisionMemo(), versions: new AgentVersions(), paths: new PathLibrary(), arrivals: new Map(), foreseen: new WeakMap() }) {
    this.input = input
    this.#shared = shared
    this.plan = planRun(input.workflow, input.program, input.tickets, resolveScenario(input.scenario ?? emptyScenario), input.zones, shared.arrivals)
    this.grid = seriesGrid(this.plan)
    this.#hourOf = weekHoursOf(this.plan)
    this.#desk = new AgentDesk(this.plan.program, input.agents, shared.gate, shared.memo, shared.versions)
    this.#orders = shared.paths.ordersFor(this.plan.program, input.rememberWays !== false)
  }

  /** The same tickets and signals with another scenario, or another form of the flow. It prepares itself anew, which costs little. */
  vary({ flow, scenario, keepTickets = false }: SimulationVariation): SimulationSession {
    const { flowDigest, ...input } = this.input
    return new SimulationSession({
      ...input, keepTickets,
      ...(flow === undefined ? (flowDigest === undefined ? {} : { flowDigest }) : flow),
      ...(scenario === undefined ? {} : { scenario }),
    }, this.#shared)
  }

  /** Asks what can be asked before anything is simulated, and learns how answers fare. */
  *prepare(): Generator<SimulationItem, void, void> {
    if (this.#calibration !== null) return
    const { gate } = this.#shared
    const foreseen = this.#shared.foreseen.get(this.plan.pool) ?? new Set<number>()
    this.#shared.foreseen.set(this.plan.pool, foreseen)
    yield* askUpfront(this.plan, this.#desk, gate, foreseen)
    this.#calibration = yield* learnCalibration(this.plan, (index, calibration, mode, arrivals) => this.#make(index, calibration, mode, arrivals), gate, this.#progress(0))
  }

  /** One replication; texts that nobody has met before are asked for on the way. Needs `prepare`. */
  *replicate(index: number): Generator<SimulationItem, ReplicationResult, void> {
    const { gate } = this.#shared
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const run = this.#replication(index, 'real', arrivalsOf(this.plan, index))
      for (const said of run.run()) if (typeof said === 'number') yield this.#progress(index + said)
      if (!run.lacking) return collectReplication(run, this.grid)
      const requests = gate.takeMissing()
      if (requests.length > 0) yield { kind: 'needs', requests }
      yield* searchTexts([{ arrivals: lackingOf(run), make: (some) => this.#replication(index, 'drawn', some) }], gate, this.#progress(index))
    }
    throw tooManyRounds()
  }

  /** Every replication of the scenario, with pictures of the first; missing texts are gathered over all of them before they are asked. Needs `prepare`. */
  replicateAll(): Generator<SimulationItem, readonly ReplicationResult[], void> {
    return this.#replicateAll((run) => run)
  }

  *#replicateAll<Kept>(keep: (run: ReplicationResult) => Kept): Generator<SimulationItem, readonly Kept[], void> {
    const { gate } = this.#shared
    const total = this.plan.scenario.replications
    yield* this.#probe()
    const results = new Map<number, Kept>(this.#ready === null ? [] : [[0, keep(this.#ready)]])
    this.#ready = null
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const searches: TextSearch[] = []
      for (let index = 0; index < total; index++) {
        if (results.has(index)) continue
        const before = (round === 0 ? index : total) + results.size
        yield this.#progress(before)
        const run = this.#replication(index, 'real', arrivalsOf(this.plan, index))
        for (const said of run.run(index === 0 && round === 0)) {
          if (typeof said === 'number') yield this.#progress(before + said)
          else yield said
        }
        if (!run.lacking) {
          if (index === 0) yield run.picture()
          results.set(index, keep(collectReplication(run, this.grid)))
        } else {
          searches.push({ arrivals: lackingOf(run), make: (some) => this.#replication(index, 'drawn', some) })
        }
      }
      const requests = gate.takeMissing()
      if (requests.length > 0) yield { kind: 'needs', requests }
      if (results.size === total) {
        yield this.#progress(2 * total)
        return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
      }
      // One that lacks answers runs again once all that is missing has been found and asked, which counts as its other half.
      yield* searchTexts(searches, gate, this.#progress(total + results.size))
    }
    throw tooManyRounds()
  }

  /** Replications until there are enough: as many as the scenario says, under its stop rule on until its figure is known closely enough, and `atLeast`. Those that are `known` are not run again. Needs `prepare`. */
  *replicateEnough(atLeast = 0, known: readonly ReplicationResult[] = []): Generator<SimulationItem, readonly ReplicationResult[], void> {
    return yield* this.#enough(known.length > 0 ? known : yield* this.replicateAll(), (run) => run, (run, rule) => figureOf(run.facts, this.plan.scenario, rule), atLeast)
  }

  /** The same, each without its tickets as soon as it has run: all that a report needs, in a fraction of the memory. Needs `prepare`. */
  *replicateFolded(): Generator<SimulationItem, readonly FoldedReplication[], void> {
    const fold = (run: ReplicationResult): FoldedReplication => this.fold(run)
    return yield* this.#enough(yield* this.#replicateAll(fold), fold, ({ folded }, { kpi, statistic }) => folded.statistics.get(kpi)?.[statistic] ?? null)
  }

  *#enough<Kept>(first: readonly Kept[], keep: (run: ReplicationResult) => Kept, figure: (run: Kept, rule: RunStopRule) => number | null, atLeast = 0): Generator<SimulationItem, readonly Kept[], void> {
    const watch = new StopWatch(this.plan.scenario)
    const runs: Kept[] = []
    for (const run of first) {
      runs.push(run)
      watch.add((rule) => figure(run, rule))
    }
    while (!watch.isOver || runs.length < atLeast) {
      const run = keep(yield* this.replicate(runs.length))
      runs.push(run)
      watch.add((rule) => figure(run, rule))
    }
    return runs
  }

  /** One replication of today, with the priorities that the flow gave; no threshold of the flow changes anything else about it. */
  today(index: number, run: ReplicationResult | FoldedReplication | undefined): TodayReplication {
    const arrivals = arrivalsOf(this.plan, index)
    const { tickets, spans, team } = simulateToday({ ...this.plan, arrivals }, index, prioritiesOf(run))
    const facts = runFacts(this.plan, tickets, [team], spans, [this.plan.today])
    return { facts, responses: responsesByPriority(arrivals, facts), team, backlog: coverage(this.grid, spans) }
  }

  /** A replication without its tickets, as much as the report needs of it. */
  fold(run: ReplicationResult): FoldedReplication {
    return foldReplication(run, this.plan, this.grid, this.#hourOf)
  }

  /** The same of today. */
  foldToday({ facts, ...today }: TodayReplication): FoldedToday {
    return { ...today, folded: foldFacts(facts, this.plan) }
  }

  /** The report over replications of the flow and of today, folded or not. */
  report(flow: readonly (ReplicationResult | FoldedReplication)[], people: readonly (TodayReplication | FoldedToday)[]): RunReport {
    const runs = flow.map((run) => ('folded' in run ? run : this.fold(run)))
    const today = people.map((one) => ('folded' in one ? one : this.foldToday(one)))
    return buildReport({ manifest: this.manifest(runs.length), plan: this.plan, grid: this.grid, runs, today, hourOf: this.#hourOf, calibration: this.#calibration ?? noCalibration, unanswered: this.#shared.gate.unanswered.size })
  }

  /** Questions that were asked and got no answer, by key. */
  get unanswered(): ReadonlySet<string> {
    return this.#shared.gate.unanswered
  }

  /** Counts questions that got no answer where replications ran elsewhere. */
  noteUnanswered(keys: Iterable<string>): void {
    for (const key of keys) this.#shared.gate.unanswered.add(key)
  }

  /** Everything that the run's result depends on, by name; `replications`: as many as were run. */
  manifest(replications = this.plan.scenario.replications): RunReport['manifest'] {
    const { input, plan: { scenario, arrivals } } = this
    const subflows = programsIn(input.program)
    return {
      flowName: input.workflow.metadata.name,
      flowDigest: input.flowDigest ?? specDigest(input.workflow),
      ...(subflows.size === 0 ? {} : { subflows: Object.fromEntries([...subflows].map(([key, { workflow }]) => [key, specDigest(workflow)])) }),
      ticketsDigest: named(ticketsDigest(input.tickets)),
      knowledgeDigest: named(input.knowledgeDigest),
      scenarioDigest: named(bytesToHex(sha256(utf8ToBytes(canonicalJson(scenario.document))))),
      models: input.models.map((model) => ({ ...model, digest: named(model.digest) })),
      seed: scenario.seed,
      replications,
      tickets: arrivals.filter((arrival) => arrival.counted).length,
      engine: SIMULATION_ENGINE,
    }
  }

  /** Tries the first replication; where it lacks answers, most of what any replication will ask is found at once. */
  *#probe(): Generator<SimulationItem, void, void> {
    const run = this.#replication(0, 'real', this.plan.arrivals)
    const pictures: CountsItem[] = []
    for (const said of run.run(true)) {
      if (typeof said === 'number') yield this.#progress(0)
      else pictures.push(said)
    }
    if (run.lacking) {
      yield* exploreBothWays((mode, some) => this.#replication(0, mode, some), run, this.#shared.gate, this.#progress(0))
      return
    }
    yield* pictures
    yield run.picture()
    this.#ready = collectReplication(run, this.grid)
  }

  #replication(index: number, mode: ReplicationMode, arrivals: readonly Arrival[]): Replication {
    if (this.#calibration === null) throw new Error('A session must be prepared before it replicates: run prepare() to its end first.')
    return this.#make(index, this.#calibration, mode, arrivals)
  }

  #make(index: number, calibration: AnswerCalibration, mode: ReplicationMode, arrivals: readonly Arrival[]): Replication {
    const { replyBank, keepTickets } = this.input
    return new Replication({ ...this.plan, arrivals }, {
      index, desk: this.#desk, orders: this.#orders, gate: this.#shared.gate, replyBank: replyBank ?? standardReplyBank, calibration, mode,
      keep: keepTickets && index === 0 && mode === 'real',
    })
  }

  // In hundredths of the two times that each replication may have to be run; a stop rule may ask for more of them than were thought of.
  #progress(runs: number): FlowProgress {
    return { kind: 'progress', phase: 'flow', done: Math.floor(runs * 100), total: 100 * Math.max(2 * this.plan.scenario.replications, Math.ceil(runs)) }
  }
}

/** A digest as the manifest names it: with its algorithm. */
function named(digest: string): string {
  return /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : digest
}

function prioritiesOf(run: ReplicationResult | FoldedReplication | undefined): ReadonlyMap<string, string> {
  if (run !== undefined && 'folded' in run) return run.folded.priorities
  return new Map((run?.facts.tickets ?? []).flatMap((ticket) => (ticket.priority === null ? [] : [[ticket.id, ticket.priority]])))
}
