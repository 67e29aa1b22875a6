import type { KpiFigure, RunReport } from '../../core/simulation/run-report.ts'
import type { NotSaid } from '../../core/simulation/report/times-faster.ts'
import { notComparable } from '../../core/simulation/report/times-faster.ts'
import { metricIdOf } from './decide-store.ts'
import type { DecideChoice } from './decide-store.ts'
import { isClear } from './is-clear.ts'

/**
 * What may be said of the difference between today and the flow. A factor is said only where the interval excludes none, and where the model
 * of today is trusted: the same rule as in reports and commands.
 */
export type Verdict =
  | { readonly kind: 'faster' | 'slower'; readonly times: number }
  | { readonly kind: 'chance' }
  | { readonly kind: 'notCompared'; readonly because: NotSaid; readonly simulatedMs: number | null; readonly observedMs: number | null }
  | { readonly kind: 'unknown' }

/** Judges the difference that the headline shows. */
export function verdictOf(report: RunReport, choice: DecideChoice): Verdict {
  const { baseline } = report
  const { statistic } = choice
  const recorded = usesRecord(report, choice)
  const before = beforeOf(report, choice)
  const after = report.kpis[metricIdOf(choice)]
  const from = before?.[statistic] ?? null
  const to = after?.[statistic] ?? null
  if (from === null || to === null || from <= 0 || to <= 0) return { kind: 'unknown' }
  const because = notComparable(baseline)
  if (because !== null) return { kind: 'notCompared', because, simulatedMs: baseline.calibration.simulatedMedianMs, observedMs: baseline.calibration.observedMedianMs }
  if (!isClear(before, after, statistic, recorded)) return { kind: 'chance' }
  return from >= to ? { kind: 'faster', times: from / to } : { kind: 'slower', times: to / from }
}

/** Whether the headline compares with what was recorded: it is asked for, and there is a record. */
export function usesRecord(report: RunReport, choice: DecideChoice): boolean {
  return choice.today === 'observed' && (report.baseline.observed[metricIdOf(choice)]?.[choice.statistic] ?? null) !== null
}

/** The figure of today that the choice compares with. */
export function beforeOf(report: RunReport, choice: DecideChoice): KpiFigure | undefined {
  return report.baseline[usesRecord(report, choice) ? 'observed' : 'simulated'][metricIdOf(choice)]
}

/** Whether there is a record of today, and the model of today does not agree with it. */
export function isModelOff(report: RunReport): boolean {
  const because = notComparable(report.baseline)
  return because !== null && because !== 'baselineUnknown'
}
