import type { MetricUnit } from '../../metrics/define-metric.ts'
import { interval, meanOfKnown } from '../figures.ts'
import type { Interval } from '../run-report.ts'
import { pairedDifference } from '../statistics/paired-difference.ts'
import { studentT } from '../student-t.ts'
import type { KpiReference } from './kpi-reference.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import type { Comparison, Requirement } from './requirement.ts'

/** One figure over replications, with its 95 % interval. */
export type Level = { readonly value: number | null; readonly ci95: Interval }

/** The values of one figure, one for each replication; null where it has none. */
export function valuesOf(runs: readonly ReplicationFigures[], { metric, statistic }: Pick<KpiReference, 'metric' | 'statistic'>): readonly (number | null)[] {
  return runs.map((run) => run.kpis[metric.id]?.[statistic] ?? null)
}

/** The same with the tickets that never came so far counted as endless: what a promise has to be measured by. */
export function strictValuesOf(runs: readonly ReplicationFigures[], { metric, statistic }: Pick<KpiReference, 'metric' | 'statistic'>): readonly (number | null)[] {
  return runs.map((run) => (run.strict[metric.id] ?? run.kpis[metric.id])?.[statistic] ?? null)
}

/** The mean over replications with its t-interval, kept to what the unit allows. */
export function levelOf(values: readonly (number | null)[], unit: MetricUnit): Level {
  const ci = interval(values)
  return { value: meanOfKnown(values), ci95: ci === null ? null : [Math.max(0, ci[0]), unit === 'share' ? Math.min(1, ci[1]) : ci[1]] }
}

/** The mean difference on the same replications, with its paired t-interval: common random numbers make it narrower than the levels. */
export function differenceOf(from: readonly (number | null)[], to: readonly (number | null)[]): Level {
  const paired = pairedDifference(from, to)
  return { value: paired?.difference ?? null, ci95: paired?.interval ?? null }
}

/** What replications say about a statement: the figure, its one-sided bounds, and whether it is surely so, surely not, or neither. */
export type Verdict = { readonly value: number | null; readonly low: number; readonly high: number; readonly says: 'yes' | 'no' | 'unsure' }

/** Judges a statement with a one-sided t-bound over replications; `error` is the chance of being wrong that is allowed. */
export function judge(values: readonly (number | null)[], comparison: Comparison, limit: number, error: number): Verdict {
  const known = values.filter((value) => value !== null)
  const n = known.length
  const value = meanOfKnown(known)
  // A figure that some replication does not have, such as a share of no tickets at all, proves nothing.
  if (value === null || n < values.length) return { value, low: -Infinity, high: Infinity, says: 'unsure' }
  if (!Number.isFinite(value)) {
    const endless = known.every((one) => !Number.isFinite(one))
    return { value, low: endless ? Infinity : -Infinity, high: Infinity, says: holds(Infinity, comparison, limit) ? (endless ? 'yes' : 'unsure') : 'no' }
  }
  if (n < 2) return { value, low: -Infinity, high: Infinity, says: 'unsure' }
  const variance = known.reduce((sum, one) => sum + (one - value) * (one - value), 0) / (n - 1)
  const half = variance === 0 ? 0 : studentT(1 - error, n - 1) * Math.sqrt(variance / n)
  const low = value - half
  const high = value + half
  const certain = holds(low, comparison, limit) === holds(high, comparison, limit)
  return { value, low, high, says: certain ? (holds(value, comparison, limit) ? 'yes' : 'no') : 'unsure' }
}

/** Whether a value fulfils a comparison. */
export function holds(value: number, comparison: Comparison, limit: number): boolean {
  switch (comparison) {
    case '<=':
      return value <= limit
    case '>=':
      return value >= limit
    case '<':
      return value < limit
    case '>':
      return value > limit
  }
}

/** Judges several requirements at once: `yes` only where all hold together with the confidence that is wanted. */
export function judgeAll(runs: readonly ReplicationFigures[], requirements: readonly Requirement[], error: number): { readonly says: Verdict['says']; readonly each: readonly Verdict[] } {
  const each = requirements.map(({ reference, comparison, limit }) => judge(strictValuesOf(runs, reference), comparison, limit, error / requirements.length))
  const says = each.every((one) => one.says === 'yes') ? 'yes' : each.some((one) => one.says === 'no') ? 'no' : 'unsure'
  return { says, each }
}
