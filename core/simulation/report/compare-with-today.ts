import type { Metric, Statistic } from '../../metrics/define-metric.ts'
import type { MetricColumns } from '../figures.ts'
import { interval, meanOfKnown } from '../figures.ts'
import type { BaselineVerdict } from '../judge-baseline.ts'
import type { Interval } from '../run-report.ts'
import type { PairedDifference } from '../statistics/paired-difference.ts'
import { pairedDifference } from '../statistics/paired-difference.ts'
import type { NotSaid, TimesFaster } from './times-faster.ts'
import { reasonOf } from './times-faster.ts'

/** A pinned KPI of the flow against today simulated, paired by replication: same tickets, same customers, same draws. */
export type ComparisonRow = {
  readonly kpi: string
  readonly statistic: Statistic
  readonly today: number | null
  readonly flow: number | null
  /** Flow minus today, its interval widened for all pinned KPIs together; null where either side has no figure. */
  readonly change: PairedDifference | null
  /** Whether the change is for the better; null where it may be chance. */
  readonly better: boolean | null
  /** Today divided by the flow, with its interval over replications; null where it cannot be said. */
  readonly ratio: { readonly value: number; readonly ci95: Interval } | null
}

/** The pinned KPIs compared with today. */
export type Comparison = { readonly rows: readonly ComparisonRow[]; readonly timesFaster: TimesFaster }

/** Compares the pinned KPIs; what is not a metric is left out. `verdict`: whether today's model fits the history. */
export function compareWithToday(metrics: readonly Metric[], pinned: readonly string[], runs: MetricColumns, today: MetricColumns, verdict: BaselineVerdict): Comparison {
  const chosen = [...new Set(pinned)].flatMap((id) => metrics.filter((metric) => metric.id === id))
  const rows = chosen.map((metric): ComparisonRow => {
    const { statistic } = metric
    const column = (side: MetricColumns): readonly (number | null)[] => (side.get(metric.id) ?? []).map((one) => one[statistic])
    const before = column(today)
    const after = column(runs)
    const change = pairedDifference(before, after, chosen.length)
    const ratios = after.map((value, index) => {
      const was = before[index] ?? null
      return value === null || was === null || value <= 0 || was <= 0 ? null : was / value
    })
    const value = meanOfKnown(ratios)
    return {
      kpi: metric.id, statistic, today: meanOfKnown(before), flow: meanOfKnown(after), change,
      better: change === null || !change.clear ? null : (change.difference < 0) === (metric.better === 'lower'),
      ratio: value === null || ratios.includes(null) ? null : { value, ci95: interval(ratios) },
    }
  })
  const first = rows.find((row) => chosen.some((metric) => metric.id === row.kpi && metric.unit === 'ms'))
  return { rows, timesFaster: timesFaster(first, reasonOf(verdict)) }
}

function timesFaster(row: ComparisonRow | undefined, refused: NotSaid | null): TimesFaster {
  if (row === undefined || row.ratio === null) return { kind: 'refused', because: 'noFigure' }
  if (refused !== null) return { kind: 'refused', because: refused }
  const { value, ci95 } = row.ratio
  if (ci95 === null || (ci95[0] <= 1 && ci95[1] >= 1)) return { kind: 'refused', because: 'mayBeChance' }
  return { kind: 'said', kpi: row.kpi, statistic: row.statistic, times: value, ci95 }
}
