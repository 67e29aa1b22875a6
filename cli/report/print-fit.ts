import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { FitCheck, HistoryFit } from '../../core/history/fit-history.ts'
import { sayVerdict } from '../../core/history/say-verdict.ts'
import type { TimesFit } from '../../core/history/fit-times.ts'
import type { BaselineCohort } from '../../core/simulation/judge-baseline.ts'

/** What was fitted, from how many cases, and how well it holds. */
export function printFit(fit: HistoryFit): string {
  const { arrivals, calibration, customers, handleTimes, hours, people } = fit
  const measured = handleTimes?.all ?? null
  const open = hours.calendar.open.map(({ days, from, to }) => `${days.join(' ')} ${from === '00:00' && to === '24:00' ? 'all day' : `${from}-${to}`}`).join('; ')
  const lines = [
    `Tickets    ${fit.tickets}, of them ${fit.spam} spam; ${fit.answered} with a first response, ${fit.solved} solved`,
    `Arrivals   ${tenth(arrivals.perWeek)} a week over ${tenth(arrivals.weeks)} weeks${arrivals.dispersion === null ? '' : `; days vary ${tenth(arrivals.dispersion)} times as much as chance`}${arrivals.trend === null ? '' : `; trend ${percent(arrivals.trend.perWeek)} a week (${tenth(Math.abs(arrivals.trend.standardErrors))} standard errors)`}`,
    `Hours      ${open} ${hours.calendar.timezone} (${percent(hours.covered)} of ${hours.n} answers)`,
    `People     ${people.headcount} at a time, ${{ given: 'as you said', base: people.hoursKept ? 'in the hours of the scenario that is extended' : 'as in the scenario that is extended', agents: 'who answer on an average day', load: 'estimated from the number of tickets: say --people N if you know it' }[people.from]}`,
    `Handling   ${fit.handleTimeKept ? 'as in the scenario that is extended' : `${measured === null ? 'not in the file: assumed 20m, cv 1' : times(measured)}, scaled by ${calibration.handleTimeScale}`}`,
    `Shrinkage  ${percent(calibration.shrinkage)}`,
    `Delay      ${calibration.delayForm === 'none' ? 'none' : `${calibration.delayForm}; without it the median would be ${duration(fit.medianWithoutDelayMs)}`}`,
    ...(customers.replyDelay === null ? [] : [`Replies    ${times(customers.replyDelay)}${customers.replyWhenResolved === null ? '' : `; ${percent(customers.replyWhenResolved.share)} after an answer that closed (n ${customers.replyWhenResolved.n})`}${customers.replyWhenUnresolved === null ? '' : `, ${percent(customers.replyWhenUnresolved.share)} after others (n ${customers.replyWhenUnresolved.n})`}`]),
    ...(customers.reopen === null ? [] : [`Reopened   ${percent(customers.reopen.share)} of the solutions (n ${customers.reopen.n})${customers.reopenDelay === null ? '' : `, ${times(customers.reopenDelay)}`}`]),
    ...Object.entries(customers.patience).map(([channel, { left, n, exponential, medianMs }]) => `Patience   ${channel}: ${left} of ${n} left; mean ${duration(exponential.meanMs)} (${duration(exponential.low)} to ${duration(exponential.high)}), ${medianMs === null ? 'more than half stay' : `median ${duration(medianMs)}`}`),
    `Search     ${calibration.evaluations} simulations, ${fit.searchTickets} tickets in each of the first part; distance ${duration(calibration.distanceBefore)} before, ${duration(calibration.distanceAfter)} after`,
    'Arrivals, hours and customers are read off the whole file; shrinkage, scale and delay were found on the first part only.',
    '',
    ...checkLines('Fitted to the first 70 % of the time', fit.fitted),
    '',
    ...checkLines('Held out: the rest, to which nothing was fitted', fit.heldOut),
    ...(fit.heldOutAllHours === null ? [] : [`  On the clock that never stops: ${medians(fit.heldOutAllHours)}.`]),
    '',
    `Verdict    ${sayVerdict(fit.heldOut.verdict)}`,
  ]
  return `${lines.join('\n')}\n`
}

const STEPS = [4, 10, 20, 30, 36, 38]

/** Observed against simulated at some quantiles, by priority. */
export function printEcdf(check: FitCheck): string {
  const rows = check.cohorts.flatMap((cohort) => [
    [`${cohort.id} observed`, ...STEPS.map((step) => duration(cohort.observed.quantilesMs[step] ?? null))],
    [`${cohort.id} simulated`, ...STEPS.map((step) => duration(cohort.simulated.quantilesMs[step] ?? null))],
  ])
  const head = ['share of answered', ...STEPS.map((step) => `${(step * 100) / 40} %`)]
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return `${all.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')}\n`
}

function checkLines(title: string, { cohorts, verdict }: FitCheck): readonly string[] {
  return [
    `${title} (first response, open hours)`,
    ...cohorts.map((cohort) => `  ${cohort.id.padEnd(3)} ${medians(cohort)}; distance ${duration(cohort.wassersteinMs)}, Kolmogorov ${cohort.kolmogorov === null ? 'none' : cohort.kolmogorov.toFixed(3)}; answered ${cohort.observed.answered} of ${cohort.observed.tickets}, simulated ${Math.round(cohort.simulated.answered)}`),
    `  ${sayVerdict(verdict)}`,
  ]
}

function medians({ observed, simulated, off, offInterval }: BaselineCohort): string {
  const range = offInterval === null ? '' : `, ${percent(offInterval[0])} to ${percent(offInterval[1])}`
  return `median ${duration(observed.medianMs)} observed, ${duration(simulated.medianMs)} simulated${off === null ? '' : ` (off by ${percent(off)}${range})`}`
}

function times(fit: TimesFit): string {
  return `median ${duration(fit.medianMs)}, p90 ${duration(fit.p90Ms)} (n ${fit.n}${fit.lognormal === null ? '' : `, ${fit.lognormal.kolmogorov.toFixed(3)} from lognormal`})`
}

function duration(ms: number | null): string {
  return ms === null ? 'none' : formatDuration(ms)
}

function tenth(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
