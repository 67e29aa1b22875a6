import { assertNever } from '../../assert-never.ts'
import type { Statistic } from '../../metrics/define-metric.ts'
import { formatFigure } from '../../metrics/format-figure.ts'
import { metricOf } from '../../metrics/registry.ts'
import type { BaselineVerdict } from '../judge-baseline.ts'
import type { BaselineReport } from '../run-report.ts'

/** Why "times faster" is not said: the model of today is not trusted (the first four), or the figures do not bear it. */
export type NotSaid = 'baselineOff' | 'baselineUndecided' | 'baselineAnsweredShare' | 'baselineUnknown' | 'mayBeChance' | 'noFigure'

/** Whether "times faster" may be said of the first pinned time, and if not, why. */
export type TimesFaster =
  | { readonly kind: 'said'; readonly kpi: string; readonly statistic: Statistic; readonly times: number; readonly ci95: readonly [number, number] }
  | { readonly kind: 'refused'; readonly because: NotSaid }

/**
 * Why nothing may be called so many times faster than today; null where it may. The one rule of reports, screens and commands: the
 * model of today must be trusted (`judgeBaseline`). Reports of older versions say no more than that.
 */
export function notComparable({ check, calibration }: Pick<BaselineReport, 'check' | 'calibration'>): NotSaid | null {
  if (check !== undefined) return reasonOf(check.verdict)
  return calibration.trusted ? null : calibration.off === null ? 'baselineUnknown' : 'baselineOff'
}

/** The same of a verdict alone. */
export function reasonOf(verdict: BaselineVerdict): NotSaid | null {
  if (verdict.kind === 'trusted') return null
  switch (verdict.reason) {
    case 'tooFew':
      return 'baselineUnknown'
    case 'medianOff':
      return 'baselineOff'
    case 'undecided':
      return 'baselineUndecided'
    case 'answeredShareOff':
      return 'baselineAnsweredShare'
    default:
      return assertNever(verdict.reason)
  }
}

/** What may be said, in a sentence. */
export function sayTimesFaster(said: TimesFaster): string {
  if (said.kind === 'refused') return `No "times faster": ${sayNotSaid(said.because)}`
  const times = said.times >= 1 ? said.times : 1 / said.times
  return `${metricOf(said.kpi)?.title ?? said.kpi}: ${formatFigure(times >= 10 ? Math.round(times) : times, 'count')} times ${said.times >= 1 ? 'faster' : 'slower'} than today simulated.`
}

/** Why it is not said, and what to do about it. */
export function sayNotSaid(because: NotSaid): string {
  switch (because) {
    case 'baselineOff':
      return 'the median of today\'s model is off by more than 20 % from the history. Fit people, handle times and shrinkage of the baseline first.'
    case 'baselineUndecided':
      return 'whether the median of today\'s model is within 20 % of the history cannot be told from these replications. Run more of them, or fit the baseline.'
    case 'baselineAnsweredShare':
      return 'the history answers a share of the tickets that differs by more than 20 percentage points from that of today\'s model, and medians are of answered tickets only.'
    case 'baselineUnknown':
      return 'the history has too few first responses to check the model of today against.'
    case 'mayBeChance':
      return 'the difference may be chance.'
    case 'noFigure':
      return 'one side has no such figure.'
    default:
      return assertNever(because)
  }
}
