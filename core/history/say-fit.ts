import { formatDuration } from '../metrics/format-figure.ts'
import type { HistoryFit } from './fit-history.ts'
import type { TimesFit } from './fit-times.ts'

/** One thing that a fit found, in words. */
export type FitFact = { readonly name: string; readonly value: string }

/** What a fit found, in words, the most telling first; `base` names the scenario that it was built upon. */
export function sayFit(fit: HistoryFit, base = 'the scenario before'): readonly FitFact[] {
  const { arrivals, calibration, customers, handleTimes, hours, people } = fit
  const { responseDelay, responseDelays } = calibration
  const measured = handleTimes?.all ?? null
  return [
    { name: 'Arrivals', value: `${tenth(arrivals.perWeek)} a week over ${tenth(arrivals.weeks)} weeks${arrivals.dispersion === null ? '' : `; days vary ${tenth(arrivals.dispersion)} times as much as chance`}${arrivals.trend === null ? '' : `; ${percent(arrivals.trend.perWeek)} a week (${Math.abs(arrivals.trend.standardErrors) < 2 ? 'no more than chance' : `${tenth(Math.abs(arrivals.trend.standardErrors))} standard errors`})`}` },
    { name: 'Hours', value: people.hoursKept ? `as ${base} says` : `${sayHours(fit)} ${hours.calendar.timezone}, with ${percent(hours.covered)} of ${hours.n} answers` },
    { name: 'People', value: `${people.headcount} at a time, ${{ given: 'as you said', base: `as ${base} says`, agents: 'who answer on an average day', load: 'estimated from the number of tickets' }[people.from]}` },
    { name: 'Handling', value: fit.handleTimeKept ? `as ${base} says` : `${measured === null ? 'not in the file: 20 m assumed' : `${sayTimes(measured)}, between two answers of one person`}, times ${calibration.handleTimeScale}` },
    { name: 'Shrinkage', value: percent(calibration.shrinkage) },
    { name: 'Delay', value: responseDelay === null && Object.keys(responseDelays).length === 0 ? 'none: queue and work explain the history' : `${calibration.delayBy === 'priority' ? `its own for ${Object.keys(responseDelays).join(', ')}` : calibration.delayForm === 'empirical' ? 'as measured' : 'lognormal'}; without it the median would be ${formatDuration(fit.medianWithoutDelayMs ?? 0)}` },
    ...(customers.replyDelay === null ? [] : [{ name: 'Replies', value: `${sayTimes(customers.replyDelay)}${customers.replyWhenResolved === null ? '' : `; ${percent(customers.replyWhenResolved.share)} after an answer that closed`}${customers.replyWhenUnresolved === null ? '' : `, ${percent(customers.replyWhenUnresolved.share)} after others`}` }]),
    ...(customers.reopen === null ? [] : [{ name: 'Reopened', value: `${percent(customers.reopen.share)} of ${customers.reopen.n} solutions` }]),
    ...Object.entries(customers.patience).map(([channel, { left, n, exponential, medianMs }]) => ({ name: `Patience, ${channel}`, value: `${left} of ${n} left; mean ${formatDuration(exponential.meanMs)}, ${medianMs === null ? 'more than half stay' : `median ${formatDuration(medianMs)}`}` })),
  ]
}

/** Handle times by team and issue type where the file names both, else by whichever it names; most cases first. */
export function sayHandleTimes({ handleTimes }: HistoryFit): readonly FitFact[] {
  if (handleTimes === null) return []
  const both = handleTimes.byTeamAndType.map(({ team, type, times }) => ({ name: `${team}, ${type}`, times }))
  const either = [...handleTimes.byTeam.map(({ team, times }) => ({ name: team, times })), ...handleTimes.byType.map(({ type, times }) => ({ name: type, times }))]
  return (both.length > 0 ? both : either).toSorted((a, b) => b.times.n - a.times.n).map(({ name, times }) => ({ name, value: sayTimes(times) }))
}

/** First responses of one group on the part that nothing was fitted to, open hours. */
export type FitRow = { readonly name: string; readonly observed: readonly [string, string]; readonly simulated: readonly [string, string]; readonly answered: number }

const P90 = 36

/** Observed against simulated: median and 90 % quantile of all tickets, then by priority. */
export function fitRows({ heldOut }: HistoryFit): readonly FitRow[] {
  const say = (ms: number | null | undefined): string => (ms === null || ms === undefined ? '–' : formatDuration(ms))
  return heldOut.cohorts.map(({ id, observed, simulated }) => ({
    name: id === 'all' ? 'All' : id,
    observed: [say(observed.medianMs), say(observed.quantilesMs[P90])],
    simulated: [say(simulated.medianMs), say(simulated.quantilesMs[P90])],
    answered: observed.answered,
  }))
}

function sayHours({ hours }: HistoryFit): string {
  return hours.calendar.open.map(({ days, from, to }) => `${days.length > 2 ? `${days[0] ?? ''} to ${days.at(-1) ?? ''}` : days.join(' ')} ${from === '00:00' && to === '24:00' ? 'all day' : `${from}–${to}`}`).join('; ')
}

function sayTimes({ medianMs, p90Ms, n }: TimesFit): string {
  return `median ${formatDuration(medianMs)}, p90 ${formatDuration(p90Ms)} (n ${n})`
}

function tenth(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
