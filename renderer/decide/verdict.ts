import type { RunReport } from '../../core/simulation/run-report.ts'
import type { DecideChoice } from './decide-store.ts'
import { isClear } from './is-clear.ts'

/**
 * What may be said of the difference between today and the flow. A factor is said only where the interval excludes none, and where the model
 * of today agrees with the record; without a record, today is an assumption and is called one.
 */
export type Verdict =
  | { readonly kind: 'faster' | 'slower'; readonly times: number; readonly assumed: boolean }
  | { readonly kind: 'chance' }
  | { readonly kind: 'notCompared'; readonly simulatedMs: number; readonly observedMs: number }
  | { readonly kind: 'unknown' }

/** Judges the difference that the headline shows. */
export function verdictOf(report: RunReport, { clock, today, statistic }: DecideChoice): Verdict {
  const { baseline } = report
  const recorded = usesRecord(report, { clock, today, statistic })
  const before = recorded ? baseline.observed[clock] : baseline.simulated[clock]
  const after = report.kpis[clock]
  const from = before?.[statistic] ?? null
  const to = after?.[statistic] ?? null
  if (from === null || to === null || from <= 0 || to <= 0) return { kind: 'unknown' }
  const { observedMedianMs, simulatedMedianMs } = baseline.calibration
  if (isModelOff(report) && observedMedianMs !== null && simulatedMedianMs !== null) return { kind: 'notCompared', simulatedMs: simulatedMedianMs, observedMs: observedMedianMs }
  if (!isClear(before, after, statistic, recorded)) return { kind: 'chance' }
  const assumed = !baseline.calibration.trusted
  return from >= to ? { kind: 'faster', times: from / to, assumed } : { kind: 'slower', times: to / from, assumed }
}

/** Whether the headline compares with what was recorded: it is asked for, and there is a record. */
export function usesRecord(report: RunReport, { clock, today, statistic }: DecideChoice): boolean {
  return today === 'observed' && (report.baseline.observed[clock]?.[statistic] ?? null) !== null
}

/** Whether there is a record of today, and the model of today does not agree with it. */
export function isModelOff(report: RunReport): boolean {
  const { off, trusted } = report.baseline.calibration
  return off !== null && !trusted
}
