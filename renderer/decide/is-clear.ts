import type { KpiFigure } from '../../core/simulation/run-report.ts'
import type { Statistic } from '../format/format-kpi.ts'

/**
 * Whether a difference is more than chance: the 95 % intervals do not meet. What was recorded happened once and has no interval,
 * so there it is enough that the recorded value lies outside. Without an interval nothing can be said.
 */
export function isClear(before: KpiFigure | undefined, after: KpiFigure | undefined, statistic: Statistic, recorded: boolean): boolean {
  const interval = after?.ci95[statistic] ?? null
  const from = before?.[statistic] ?? null
  if (interval === null || from === null) return false
  if (recorded) return interval[1] < from || interval[0] > from
  const other = before?.ci95[statistic] ?? null
  return other !== null && (interval[1] < other[0] || interval[0] > other[1])
}
