import { roleCatalog } from '../../agents/registry.ts'
import { AppError } from '../../api/app-error.ts'
import type { WhatIfFigure, WhatIfFigures, WhatIfMove, WhatIfOpen } from '../../api/what-if-model.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import { SignalStore } from '../../core/signals/signal-store.ts'
import type { Statistics } from '../../core/simulation/figures.ts'
import { meanOfKnown } from '../../core/simulation/figures.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import type { SimulationItem } from '../../core/simulation/simulation-input.ts'
import { SimulationSession } from '../../core/simulation/simulation-session.ts'
import { differenceOf, levelOf } from '../../core/simulation/what-if/figure-over-replications.ts'
import { impossiblePoint } from '../../core/simulation/what-if/impossible-point.ts'
import type { KpiReference, WrittenProblem } from '../../core/simulation/what-if/kpi-reference.ts'
import { kpiName, readKpiReference } from '../../core/simulation/what-if/kpi-reference.ts'
import { SessionRunner } from '../../core/simulation/what-if/session-runner.ts'
import { withStandardValues } from '../../core/simulation/what-if/standard-values.ts'
import type { SweptField } from '../../core/simulation/what-if/sweep.ts'
import { presentValue } from '../../core/simulation/what-if/sweep-range.ts'
import { sweepableFields } from '../../core/simulation/what-if/sweepable-fields.ts'
import { sweptField, variantWith } from '../../core/simulation/what-if/swept-field.ts'
import type { Variant } from '../../core/simulation/what-if/what-if-step.ts'
import { readPath } from '../../core/spec/override-path.ts'
import { intlZoneOffsets } from '../intl-zone-offsets.ts'
import { userError } from '../user-error.ts'
import type { DriveItem } from './drive-simulation.ts'
import { SimulationDriver } from './drive-simulation.ts'
import type { SimulationJob } from './simulate-job.ts'
import { compileFor } from './simulate-job.ts'
import { OpenRun } from './what-if-job.ts'

/** The figures of one replication, by metric. */
export type ReplicationKpis = Readonly<Record<string, Statistics>>

type Tried = { readonly variant: Variant; readonly runs: ReplicationKpis[] }

/** Each keeps its plan; two curves of 21 points fit. */
const MOST_TRIED = 48
const MOST_CHECKED = 1000
/** So many tickets through variants, and the session is begun anew: what it remembers of agents' settings that nobody asks about again is let go. */
const MOST_REMEMBERED = 1_000_000

/** A finished run that is kept open: what was moved in it runs on the same tickets, seeds and answers, and is compared replication by replication. */
export class KeptRun {
  readonly #job: SimulationJob
  readonly #signals: SignalStore
  readonly #base: readonly ReplicationKpis[]
  readonly #present: Variant
  readonly #tried = new Map<string, Tried>()
  readonly #checked = new Map<string, WrittenProblem | null>()
  #session: SimulationSession
  #runner: SessionRunner
  #remembered = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(job: SimulationJob, session: SimulationSession, figures: readonly ReadonlyMap<string, Statistics>[]) {
    this.#job = job
    this.#session = session
    // Nobody asks for single tickets of what was moved: only so are known ways walked in the first replication too.
    this.#runner = new SessionRunner(session, compileFor(job), false)
    this.#base = figures.map((one) => Object.fromEntries(one))
    const { workflow, scenario, signals } = session.input
    if (!(signals instanceof SignalStore)) throw new Error('A run is kept open with the answers that it was made with.')
    this.#signals = signals
    // What the scenario leaves open can be moved too: the same run, with those values written out.
    this.#present = { workflow, scenario: withStandardValues(scenario ?? emptyScenario) }
  }

  /** How many tickets it holds. */
  get tickets(): number {
    return this.#job.tickets.length
  }

  /** The replications of the run itself. */
  get base(): readonly ReplicationKpis[] {
    return this.#base
  }

  /** The session as it is now; the plan says what the scenario decides. */
  get session(): SimulationSession {
    return this.#session
  }

  /** What can be moved. */
  describe(): WhatIfOpen {
    const overrides = this.#job.scenario?.spec.overrides ?? {}
    const fields = sweepableFields(this.#present).flatMap((field) => {
      const reading = readPath(this.#present, field.path)
      return reading.kind === 'nowhere' || this.#problemOf(field.path, field.present.written) !== null ? [] : [{ ...field, range: reading.range, overridden: field.path in overrides }]
    })
    return { fields, replications: this.#base.length, tickets: this.tickets }
  }

  /** The flow and scenario with what was moved; an error in a sentence where a value does not fit. */
  variant(moves: readonly WhatIfMove[]): Variant {
    const fields = moves.map((move) => accepted(this.#field(move)))
    return variantWith(this.#present, fields, fields.flatMap(({ values }) => values))
  }

  /** An error in a sentence where the linter finds the flow or the scenario wrong with what was moved. It reads the whole flow, so it comes after what must be quick. */
  check(moves: readonly WhatIfMove[]): void {
    const key = keyOf(moves)
    const known = this.#checked.get(key)
    const problem = known === undefined ? impossiblePoint(this.#present, moves.map((move) => accepted(this.#field(move))), { roles: roleCatalog, surroundings: { zones: intlZoneOffsets() } }) : known
    if (this.#checked.size > MOST_CHECKED) this.#checked.clear()
    this.#checked.set(key, problem)
    if (problem !== null) accepted(problem)
  }

  /** The first `count` replications with what was moved; those that were run before are not run again. */
  async *replications(moves: readonly WhatIfMove[], count: number, driver: SimulationDriver): AsyncGenerator<DriveItem, readonly ReplicationKpis[]> {
    const real = moves.filter(({ path, value }) => value !== this.#written(path))
    if (real.length === 0) return this.#base.slice(0, count)
    const { variant, runs } = this.#triedWith(real)
    // One by one, so that what was run is not lost where the rest is stopped, and others have their turn between.
    while (runs.length < count) {
      const before = this.#turn
      let release: () => void = () => undefined
      this.#turn = new Promise((resolve) => { release = resolve })
      await before
      try {
        if (runs.length < count) runs.push(yield* this.#one(variant, runs.length, driver))
      } finally {
        release()
      }
    }
    return runs.slice(0, count)
  }

  async *#one(variant: Variant, index: number, driver: SimulationDriver): AsyncGenerator<DriveItem, ReplicationKpis> {
    if (this.#remembered > MOST_REMEMBERED) this.#beginAnew()
    this.#remembered += this.tickets
    let asking = false
    const running = watched(this.#runner.figures(variant, index, index + 1), (now) => { asking = now })
    try {
      const [run] = yield* quietly(driver.drive(running))
      if (run === undefined) throw new Error('A replication has figures.')
      return run.kpis
    } finally {
      // What was asked and never answered is not asked again by the same session: one that was stopped there must not go on.
      if (asking) this.#beginAnew()
    }
  }

  /** A driver that asks the run's own models; where they were changed since, nothing it says could be compared. */
  async driver(abort: AbortLike): Promise<SimulationDriver> {
    const { models, knowledge } = this.#job
    if (models.answersFor(knowledge) !== this.#signals && JSON.stringify(await models.identities(knowledge)) !== JSON.stringify(this.#session.input.models)) {
      throw new AppError({ code: 'whatIf.otherModels', kind: 'user', message: 'The models were changed since this run, so nothing new could be compared with it.', hint: 'Run it again with the models that are chosen now.' })
    }
    return new SimulationDriver(models, knowledge, abort, this.#signals)
  }

  /** The same run for a search that decides itself what is run, apart from what is tried meanwhile. */
  openWith(driver: SimulationDriver): OpenRun {
    return new OpenRun(new SimulationSession(this.#session.input), driver, this.#job)
  }

  /** Reads names of figures as commands do. */
  kpis(names: readonly string[]): readonly KpiReference[] {
    return names.map((name) => accepted(readKpiReference(name, this.#session.plan.scenario.kpis.choice, false)))
  }

  /** Figures over the first replications, with their difference to the run on the same ones. */
  compare(runs: readonly ReplicationKpis[], kpis: readonly KpiReference[]): WhatIfFigures {
    return Object.fromEntries(kpis.map((kpi): readonly [string, WhatIfFigure] => {
      const values = (of: readonly ReplicationKpis[]): readonly (number | null)[] => of.map((run) => run[kpi.metric.id]?.[kpi.statistic] ?? null)
      const here = values(runs)
      const there = values(this.#base.slice(0, runs.length))
      const difference = differenceOf(there, here)
      return [kpiName(kpi), { ...levelOf(here, kpi.metric.unit), base: meanOfKnown(there), delta: difference.value, deltaCi95: difference.ci95 }]
    }))
  }

  #triedWith(moves: readonly WhatIfMove[]): Tried {
    const key = keyOf(moves)
    const tried = this.#tried.get(key) ?? { variant: this.variant(moves), runs: [] }
    this.#tried.delete(key)
    this.#tried.set(key, tried)
    for (const oldest of this.#tried.keys()) if (this.#tried.size > MOST_TRIED) this.#tried.delete(oldest)
    return tried
  }

  #beginAnew(): void {
    this.#remembered = 0
    this.#session = new SimulationSession(this.#session.input)
    this.#runner = new SessionRunner(this.#session, compileFor(this.#job), false)
  }

  #written(path: string): number | string | undefined {
    const reading = readPath(this.#present, path)
    return reading.kind === 'found' ? presentValue(reading.value)?.written : undefined
  }

  #problemOf(path: string, value: number | string): WrittenProblem | null {
    const field = this.#field({ path, value })
    return 'kind' in field ? field : null
  }

  #field({ path, value }: WhatIfMove): SweptField | WrittenProblem {
    const read = presentValue(value)
    const { kind: valueKind = 'word', at = 0 } = read ?? {}
    return sweptField(this.#present, { kind: 'range', path, valueKind, values: [{ written: value, at }] })
  }
}

/** What was written, or an error that says what is wrong with it. */
export function accepted<T extends object>(read: T | WrittenProblem): T {
  if (isProblem(read)) throw userError('whatIf.refused', read.message, read.hint)
  return read
}

function keyOf(moves: readonly WhatIfMove[]): string {
  return JSON.stringify([...moves].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, value }) => [path, value]))
}

function isProblem(read: object): read is WrittenProblem {
  return 'kind' in read && read.kind === 'problem'
}

function* watched<Result>(running: Generator<SimulationItem, Result, void>, tell: (asking: boolean) => void): Generator<SimulationItem, Result, void> {
  for (let next = running.next(); ; next = running.next()) {
    if (next.done === true) return next.value
    if (next.value.kind === 'needs') tell(true)
    yield next.value
    if (next.value.kind === 'needs') tell(false)
  }
}

async function* quietly<Result>(running: AsyncGenerator<DriveItem, Result>): AsyncGenerator<DriveItem, Result> {
  let item = await running.next()
  while (item.done !== true) {
    if (item.value.kind === 'phase' && !item.value.phase.startsWith('Simulating')) yield item.value
    item = await running.next()
  }
  return item.value
}
