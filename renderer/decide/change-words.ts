import { formatChange, formatChangeInterval } from '../../core/metrics/format-figure.ts'
import type { Interval, RunReport } from '../../core/simulation/run-report.ts'
import { metricIdOf } from './decide-store.ts'
import type { DecideChoice } from './decide-store.ts'
import { beforeOf, isModelOff, usesRecord } from './verdict.ts'

/** By how much the flow differs from today, in two parts: the difference, and how sure it is. Null where either side has no figure, or what was recorded does not fit the model. */
export function changeWords(report: RunReport, choice: DecideChoice): readonly [difference: string, interval: string] | null {
  const after = report.kpis[metricIdOf(choice)]
  const from = beforeOf(report, choice)?.[choice.statistic] ?? null
  const to = after?.[choice.statistic] ?? null
  if (after === undefined || from === null || to === null) return null
  if (usesRecord(report, choice)) {
    // A record and a model that does not fit it have no difference worth a number; two simulated sides have.
    if (isModelOff(report)) return null
    // What was recorded happened once, so all of the spread is that of the flow.
    const spread = after.ci95[choice.statistic]
    return words(to - from, spread === null ? null : [spread[0] - from, spread[1] - from], 1, 'one replication, no interval')
  }
  const row = report.comparison.rows.find((one) => one.kpi === metricIdOf(choice) && one.statistic === choice.statistic)
  const paired = row?.change ?? null
  if (paired !== null) return words(paired.difference, paired.interval, paired.comparisons, 'one replication, no interval')
  return words(to - from, null, 1, 'not a pinned figure, so its interval is not known')
}

function words(difference: number, interval: Interval, comparisons: number, without: string): readonly [string, string] {
  if (interval === null) return [formatChange(difference, null, 'ms'), without]
  const together = comparisons > 1 ? `, for ${comparisons} figures together` : ''
  return [formatChange(difference, interval, 'ms'), `95 %: ${formatChangeInterval(interval, 'ms')}${together}`]
}
