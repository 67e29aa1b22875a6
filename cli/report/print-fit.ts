import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { FitCheck, HistoryFit } from '../../core/history/fit-history.ts'
import { sayFit, sayHandleTimes } from '../../core/history/say-fit.ts'
import { sayVerdict } from '../../core/history/say-verdict.ts'
import type { BaselineCohort } from '../../core/simulation/judge-baseline.ts'
import { textTable } from './text-table.ts'
import { wrapText } from './wrap-text.ts'

const GROUPS_SHOWN = 8
/** Beyond this a share says no more than "far". */
const FAR = 10
const MARGIN = 11

/** What was fitted, from how many cases, and how well it holds. */
export function printFit(fit: HistoryFit): string {
  const { calibration } = fit
  const groups = sayHandleTimes(fit)
  return [
    fact('Tickets', `${fit.tickets}, of them ${fit.spam} spam; ${fit.answered} with a first response, ${fit.solved} solved`),
    ...sayFit(fit, 'the scenario that is extended').map(({ name, value }) => fact(name, `${value}${name === 'People' && fit.people.from === 'load' ? ': say --people N if you know it' : ''}`)),
    ...groups.slice(0, GROUPS_SHOWN).map(({ name, value }, index) => wrapText(`${name}: ${value}`, index === 0 ? 'Handling, by team and type\n  ' : '  ', '    ')),
    groups.length > GROUPS_SHOWN ? `  and ${groups.length - GROUPS_SHOWN} more, in the JSON\n` : '',
    fact('Search', `${calibration.evaluations} simulations, ${fit.searchTickets} tickets in each of the first part; distance ${duration(calibration.distanceBefore)} before, ${duration(calibration.distanceAfter)} after`),
    wrapText('Arrivals, hours and customers are read off the whole file; shrinkage, scale and delay were found on the first part only.'),
    '\nFirst response in open hours, observed against simulated\n',
    checkTable('Fitted to the first 70 % of the time', fit.fitted),
    checkTable('Held out: the rest, to which nothing was fitted', fit.heldOut),
    fit.heldOutAllHours === null ? '' : wrapText(`On the clock that never stops: ${medians(fit.heldOutAllHours)}.`, '  '),
    '\n',
    fact('Verdict', sayVerdict(fit.heldOut.verdict)),
  ].join('')
}

const STEPS = [4, 10, 20, 30, 36, 38]

/** Observed against simulated at some quantiles, by priority. */
export function printEcdf(check: FitCheck): string {
  const rows = check.cohorts.flatMap((cohort) => [
    [`${cohort.id} observed`, ...STEPS.map((step) => duration(cohort.observed.quantilesMs[step] ?? null))],
    [`${cohort.id} simulated`, ...STEPS.map((step) => duration(cohort.simulated.quantilesMs[step] ?? null))],
  ])
  return `Held out, share of those that were answered within\n${textTable([['', ...STEPS.map((step) => `${(step * 100) / 40} %`)], ...rows])}`
}

function checkTable(title: string, { cohorts, verdict }: FitCheck): string {
  const rows = cohorts.map((cohort) => [
    cohort.id, `${cohort.observed.answered} of ${cohort.observed.tickets}`, String(Math.round(cohort.simulated.answered)), duration(cohort.observed.medianMs), duration(cohort.simulated.medianMs), offBy(cohort), duration(cohort.wassersteinMs),
    cohort.kolmogorov === null ? 'none' : cohort.kolmogorov.toFixed(3),
  ])
  return `${title}\n${textTable([['', 'answered', 'simulated', 'median', 'simulated', 'off by', 'distance', 'Kolm.'], ...rows])}${wrapText(sayVerdict(verdict), '  ')}`
}

function medians(cohort: BaselineCohort): string {
  return `median ${duration(cohort.observed.medianMs)} observed, ${duration(cohort.simulated.medianMs)} simulated, off by ${offBy(cohort)}`
}

function offBy({ off, offInterval }: BaselineCohort): string {
  if (off === null) return 'unknown'
  if (Math.abs(off) > FAR) return `over ${FAR * 100} %`
  return `${percent(off)}${offInterval === null ? '' : ` (${percent(offInterval[0])} to ${percent(offInterval[1])})`}`
}

function fact(name: string, value: string): string {
  return wrapText(value, name.length < MARGIN ? name.padEnd(MARGIN) : `${name}\n${' '.repeat(MARGIN)}`, ' '.repeat(MARGIN))
}

function duration(ms: number | null): string {
  return ms === null ? 'none' : formatDuration(ms)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
