import { formatFigure } from '../../core/metrics/format-figure.ts'
import type { Interval, KpiFigure } from '../../core/simulation/run-report.ts'
import { formatDurationExact, formatDurationShort } from './format-duration.ts'

/** Which statistic of a figure is shown. */
export type Statistic = 'mean' | 'p50' | 'p90' | 'p95'

/** A figure for a tile. */
export function formatKpi(value: number | null, unit: KpiFigure['unit']): string {
  return unit === 'ms' && value !== null ? formatDurationShort(value) : formatFigure(value, unit)
}

/** A 95 % interval in words: "95 %: 7 m to 9 m". With few replications it can reach beyond what is possible at all; it is cut off there. */
export function formatInterval(interval: Interval, unit: KpiFigure['unit']): string {
  if (interval === null) return 'one replication, no interval'
  const most = unit === 'share' ? 1 : Number.POSITIVE_INFINITY
  const [low, high] = interval.map((end) => formatKpi(Math.min(most, Math.max(0, end)), unit))
  return `95 %: ${low} to ${high}`
}

/** The exact value, for hovering. */
export function formatExact(value: number | null, unit: KpiFigure['unit']): string {
  if (value === null) return 'no observations'
  if (unit === 'ms') return formatDurationExact(value)
  return unit === 'share' ? `${(value * 100).toFixed(2)} %` : value.toFixed(2)
}
