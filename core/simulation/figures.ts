import type { Metric, MetricSample, MetricUnit } from '../metrics/define-metric.ts'
import type { KpiChoice } from '../metrics/registry.ts'
import { chosenMetrics, standardChoice } from '../metrics/registry.ts'
import type { RunFacts } from '../metrics/ticket-facts.ts'
import type { Interval, KpiFigure, KpiTable } from './run-report.ts'
import { selectQuantiles } from './select-quantiles.ts'
import { studentT } from './student-t.ts'

/** The statistics of one metric in one replication. */
export type Statistics = { readonly mean: number | null; readonly p50: number | null; readonly p90: number | null; readonly p95: number | null; readonly n: number }

const NOTHING: Statistics = { mean: null, p50: null, p90: null, p95: null, n: 0 }

/** The statistics of every metric in every replication, by metric. */
export type MetricColumns = ReadonlyMap<string, readonly Statistics[]>

/** Folds every metric over one replication. */
export function metricStatistics(run: RunFacts, metrics: readonly Metric[]): ReadonlyMap<string, Statistics> {
  return new Map(metrics.map((metric) => [metric.id, statisticsOf(metric.fold(run))]))
}

/** The folded metrics of replications, by metric. */
export function metricColumns(runs: readonly ReadonlyMap<string, Statistics>[], metrics: readonly Metric[]): MetricColumns {
  return new Map(metrics.map(({ id }) => [id, runs.map((run) => run.get(id) ?? NOTHING)]))
}

/** Every metric over replications: each statistic is computed within a replication, then averaged, with a t-interval over replications. */
export function kpiTable(runs: readonly RunFacts[], choice: KpiChoice = standardChoice): KpiTable {
  const metrics = chosenMetrics(choice)
  return kpiTableOf(metricColumns(runs.map((run) => metricStatistics(run, metrics)), metrics), metrics)
}

/** The same from columns that are folded already. */
export function kpiTableOf(columns: MetricColumns, metrics: readonly Metric[]): KpiTable {
  return Object.fromEntries(metrics.map((metric) => {
    const each = columns.get(metric.id) ?? []
    const column = (pick: (one: Statistics) => number | null): readonly (number | null)[] => each.map(pick)
    const figure: KpiFigure = {
      unit: metric.unit,
      statistic: metric.statistic,
      clock: metric.clock,
      cohort: metric.cohort,
      variant: metric.variant,
      mean: meanOfKnown(column((one) => one.mean)),
      p50: meanOfKnown(column((one) => one.p50)),
      p90: meanOfKnown(column((one) => one.p90)),
      p95: meanOfKnown(column((one) => one.p95)),
      ci95: {
        mean: possible(interval(column((one) => one.mean)), metric.unit),
        p50: possible(interval(column((one) => one.p50)), metric.unit),
        p90: possible(interval(column((one) => one.p90)), metric.unit),
        p95: possible(interval(column((one) => one.p95)), metric.unit),
      },
      n: Math.round(meanOfKnown(each.map((one) => one.n)) ?? 0),
    }
    return [metric.id, figure]
  }))
}

/** Reduces what one replication says about a metric; quantiles are exact. */
export function statisticsOf(sample: MetricSample): Statistics {
  switch (sample.kind) {
    case 'values': {
      const n = sample.values.length
      if (n === 0) return NOTHING
      let sum = 0
      for (const value of sample.values) sum += value
      const [p50 = 0, p90 = 0, p95 = 0] = selectQuantiles(Float64Array.from(sample.values), [0.5, 0.9, 0.95])
      return { mean: sum / n, p50, p90, p95, n }
    }
    case 'share':
      return sample.whole === 0 ? NOTHING : { ...NOTHING, mean: sample.part / sample.whole, n: sample.whole }
    case 'number':
      return sample.value === null ? NOTHING : { ...NOTHING, mean: sample.value, n: sample.n }
  }
}

/** The mean of the values that there are, or null. */
export function meanOfKnown(values: readonly (number | null)[]): number | null {
  let sum = 0
  let n = 0
  for (const value of values) {
    if (value === null) continue
    sum += value
    n += 1
  }
  return n === 0 ? null : sum / n
}

// Over few replications a t-interval can reach where no value lies: below nothing, above all.
function possible(range: Interval, unit: MetricUnit): Interval {
  return range === null ? null : [Math.max(0, range[0]), unit === 'share' ? Math.min(1, range[1]) : range[1]]
}

/** The 95 % t-interval of the mean over replications; null with fewer than two. */
export function interval(values: readonly (number | null)[]): Interval {
  const known = values.filter((value) => value !== null)
  const n = known.length
  if (n < 2) return null
  const mean = known.reduce((sum, value) => sum + value, 0) / n
  const variance = known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1)
  const half = studentT(0.975, n - 1) * Math.sqrt(variance / n)
  return [mean - half, mean + half]
}
