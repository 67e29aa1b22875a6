import type { KpiChoice } from '../../metrics/registry.ts'
import { chosenMetrics } from '../../metrics/registry.ts'
import type { Metric, Statistic } from '../../metrics/define-metric.ts'
import type { ReplicationResult } from '../replication-result.ts'
import type { Interval, RunReport } from '../run-report.ts'
import type { SimulationSession } from '../simulation-session.ts'
import { pairedDifference } from '../statistics/paired-difference.ts'
import type { RunStop } from '../statistics/run-stop.ts'
import { runStop } from '../statistics/run-stop.ts'
import type { TicketChange } from './compare-tickets.ts'
import { compareTickets } from './compare-tickets.ts'
import type { GroupChange } from './compare-groups.ts'
import { compareGroups } from './compare-groups.ts'
import type { Level } from './figure-over-replications.ts'
import { levelOf, valuesOf } from './figure-over-replications.ts'
import type { KpiReference } from './kpi-reference.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import { replicationFigures } from './replication-figures.ts'

/** One side of a comparison: a session and all its replications. */
export type ComparedRun = { readonly session: SimulationSession; readonly results: readonly ReplicationResult[] }

/** One figure on both sides. The interval of the difference is paired by replication, and widened where several figures are pinned. */
export type KpiChange = {
  readonly id: string
  readonly title: string
  readonly unit: Metric['unit']
  readonly statistic: Statistic
  readonly isPinned: boolean
  readonly delta: number | null
  readonly deltaCi: Interval
  /** The chance of a difference at least as large if there were none. */
  readonly p: number | null
  /** How sure the interval is: 0.95, or more where it shares the error with other pinned figures. */
  readonly confidence: number
  readonly says: 'better' | 'worse' | 'unclear' | 'same'
  readonly a: Level
  readonly b: Level
}

/** A comparison of two runs on the same tickets and seeds; `b` less `a` everywhere. */
export type Comparison = {
  readonly a: RunReport['manifest']
  readonly b: RunReport['manifest']
  readonly replications: number
  /** Under stop rules: why there are as many replications as there are; both sides get as many as the one that needs more. */
  readonly stopped?: { readonly a: RunStop | null; readonly b: RunStop | null }
  readonly pairedTickets: number
  /** Tickets that only one side has, as where one scenario brings more of them. */
  readonly unpairedTickets: number
  readonly kpis: readonly KpiChange[]
  readonly tickets: { readonly worse: number; readonly better: number; readonly same: number; readonly regressions: readonly TicketChange[] }
  readonly groups: readonly GroupChange[]
}

const STATISTICS: readonly Statistic[] = ['p50', 'p90', 'p95', 'mean']

/** Compares two runs: differences first, who gets worse, and why. */
export function compareRuns(a: ComparedRun, b: ComparedRun, options: { readonly regressions: number }): Comparison {
  const { kpis: { choice, pinned } } = b.session.plan.scenario
  const [figuresA, figuresB] = [figuresOf(a, choice), figuresOf(b, choice)]
  const tickets = compareTickets(a, b)
  const worse = tickets.paired.filter((ticket) => ticket.lossMs > 0)
  return {
    a: a.session.manifest(a.results.length),
    b: b.session.manifest(b.results.length),
    ...stoppedOf({ a, b }, { a: figuresA, b: figuresB }),
    replications: Math.min(a.results.length, b.results.length),
    pairedTickets: tickets.paired.length,
    unpairedTickets: tickets.unpaired,
    kpis: kpiChanges(figuresA, figuresB, choice, pinned),
    tickets: { worse: worse.length, better: tickets.paired.filter((ticket) => ticket.lossMs < 0).length, same: tickets.paired.filter((ticket) => ticket.lossMs === 0).length, regressions: tickets.explain(worse.slice(0, options.regressions)) },
    groups: compareGroups(tickets.paired, a, b),
  }
}

/** The level that a statement about a comparison means; without a side it is that of B. */
export function comparedLevel(kpis: readonly KpiChange[]): (reference: KpiReference) => Level {
  return ({ metric, statistic, side }) => {
    const change = kpis.find((one) => one.id === metric.id && one.statistic === statistic)
    if (change === undefined) return { value: null, ci95: null }
    switch (side) {
      case 'a':
        return change.a
      case 'delta':
        return { value: change.delta, ci95: change.deltaCi }
      case 'b':
      case null:
        return change.b
    }
  }
}

function stoppedOf(sides: Readonly<Record<'a' | 'b', ComparedRun>>, figures: Readonly<Record<'a' | 'b', readonly ReplicationFigures[]>>): Pick<Comparison, 'stopped'> {
  const of = (side: 'a' | 'b'): RunStop | null => runStop(sides[side].session.plan.scenario, ({ kpi, statistic }) => figures[side].map((run) => run.kpis[kpi]?.[statistic] ?? null))
  const stopped = { a: of('a'), b: of('b') }
  return stopped.a === null && stopped.b === null ? {} : { stopped }
}

function figuresOf({ session, results }: ComparedRun, choice: KpiChoice): readonly ReplicationFigures[] {
  return results.map((result) => replicationFigures(result, session.plan, choice))
}

function kpiChanges(a: readonly ReplicationFigures[], b: readonly ReplicationFigures[], choice: KpiChoice, pinned: readonly string[]): readonly KpiChange[] {
  const metrics = chosenMetrics(choice)
  const pins = metrics.filter((metric) => pinned.includes(metric.id)).length
  const changes = metrics.flatMap((metric) => (metric.unit === 'ms' ? STATISTICS : ['mean' as const]).map((statistic): KpiChange => {
    const isPinned = pinned.includes(metric.id) && statistic === metric.statistic
    const confidence = isPinned && pins > 1 ? 1 - 0.05 / pins : 0.95
    const [before, after] = [valuesOf(a, { metric, statistic }), valuesOf(b, { metric, statistic })]
    const paired = pairedDifference(before, after, isPinned ? Math.max(1, pins) : 1)
    const delta = paired?.difference ?? null
    const deltaCi = paired?.interval ?? null
    return { id: metric.id, title: metric.title, unit: metric.unit, statistic, isPinned, delta, deltaCi, p: paired?.p ?? null, confidence, says: says(delta, deltaCi, metric.better), a: levelOf(before, metric.unit), b: levelOf(after, metric.unit) }
  }))
  return [...changes.filter((change) => change.isPinned), ...changes.filter((change) => !change.isPinned)]
}

function says(delta: number | null, ci: Interval, better: Metric['better']): KpiChange['says'] {
  if (delta === 0 && (ci === null || (ci[0] === 0 && ci[1] === 0))) return 'same'
  if (delta === null || ci === null || (ci[0] <= 0 && ci[1] >= 0)) return 'unclear'
  return delta < 0 === (better === 'lower') ? 'better' : 'worse'
}
