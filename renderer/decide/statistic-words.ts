import type { Statistic } from '../format/format-kpi.ts'

/** A statistic in words. */
export function statisticWords(statistic: Statistic): string {
  switch (statistic) {
    case 'mean':
      return 'mean'
    case 'p50':
      return 'median'
    case 'p90':
      return '9 in 10'
    case 'p95':
      return '95 in 100'
  }
}
