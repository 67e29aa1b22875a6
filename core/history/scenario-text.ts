import { DAY_MS, dateOfDays } from '../calendars/civil-date.ts'
import { formatDuration } from '../metrics/format-figure.ts'
import type { BaselineVerdict } from '../simulation/judge-baseline.ts'
import type { HistoryFit } from './fit-history.ts'
import { sayVerdict } from './say-verdict.ts'
import { WEEKDAYS } from './wall-clock.ts'

/** Where the values of a written scenario come from. */
export type ScenarioTextOptions = {
  /** The file of the tickets, as the scenario names it. */
  readonly tickets: string
  readonly extends?: string
}

/** The fitted scenario as a file: every value with where it came from and how many cases it rests on. */
export function scenarioText(fit: HistoryFit, options: ScenarioTextOptions): string {
  const { spec } = fit.scenario
  const { calibration, customers } = fit
  const lines: string[] = [
    `# Today, fitted to ${fit.tickets} tickets of ${quoted(options.tickets)}, ${day(fit.from)} to ${day(fit.to)}.`,
    ...verdictLines(fit),
    'apiVersion: lumos/v1',
    'kind: Scenario',
    `metadata: { name: ${fit.scenario.metadata.name} }`,
    'spec:',
    ...(options.extends === undefined ? [] : [`  extends: ${quoted(options.extends)}`]),
  ]
  const { arrivals } = spec
  if (arrivals?.process === 'profile') {
    const { dispersion, trend, n, weeks, perWeek } = fit.arrivals
    lines.push(
      `  # Arrivals: ${n} tickets in ${tenth(weeks)} weeks, ${tenth(perWeek)} a week. Tickets an hour by weekday and half hour, ${fit.timezone}.`,
      ...(dispersion === null ? [] : [`  # Days differ ${tenth(dispersion)} times as much as by chance alone${dispersion > 1.5 ? '; "arrivals: { process: bootstrap }" with the tickets of this file keeps that' : ''}.`]),
      ...(trend === null ? [] : [`  # Trend: ${percent(trend.perWeek)} a week${Math.abs(trend.standardErrors) < 2 ? ', no more than chance makes' : `, ${tenth(Math.abs(trend.standardErrors))} standard errors`}; it is not in the profile.`]),
      '  arrivals:',
      '    process: profile',
      `    timezone: ${fit.timezone}`,
      '    perHour:',
      ...WEEKDAYS.map((name) => `      ${name}: [${(arrivals.perHour?.[name] ?? []).join(', ')}]`),
    )
  }
  const measured = fit.handleTimes?.all ?? null
  if (spec.handleTime !== undefined && measured !== null) {
    lines.push(`  # Handle times: ${measured.n} times between two answers of the same person while the second ticket was waiting. An upper bound: pauses are in it.`)
    lines.push(`  handleTime: ${flow(spec.handleTime)}`)
  }
  if (spec.baseline !== undefined) {
    const people = { given: 'given', agents: `the people who answer on an average day, of ${fit.handleTimes?.people ?? 0} in the file`, load: 'estimated from the number of tickets; give it with --people if you know it' }[fit.people.from]
    lines.push(
      '  baseline:',
      `    # People: ${people}.`,
      `    teams: ${flow(spec.baseline.teams)}`,
      `    # The next three were found by simulation: ${calibration.evaluations} evaluations, distance of first responses in open hours ${formatDuration(calibration.distanceBefore)} before, ${formatDuration(calibration.distanceAfter)} after.`,
      `    shrinkage: ${calibration.shrinkage}`,
      `    # ${measured === null ? 'An assumption (20m, cv 1)' : 'The measured handle times'}, times ${calibration.handleTimeScale}.`,
      `    handleTime: ${flow(spec.baseline.handleTime)}`,
    )
    if (spec.baseline.responseDelay !== undefined) lines.push(
      `    # What queue and work do not explain: without it the median first response would be ${fit.medianWithoutDelayMs === null ? 'unknown' : formatDuration(fit.medianWithoutDelayMs)}.`,
      `    responseDelay: ${flow(spec.baseline.responseDelay)}`,
    )
  }
  if (spec.customer !== undefined) {
    const { customer } = spec
    const n = (name: string, count: number | undefined, value: unknown): readonly string[] => (value === undefined ? [] : [`    # n = ${count ?? 0}`, `    ${name}: ${flow(value)}`])
    lines.push(
      '  customer:',
      ...n('replyDelay', customers.replyDelay?.n, customer.replyDelay),
      ...n('chatReplyDelay', customers.chatReplyDelay?.n, customer.chatReplyDelay),
      ...(customer.replyProbability === undefined ? [] : [`    # n = ${customers.replyWhenResolved?.n ?? 0} answers that closed a ticket, ${customers.replyWhenUnresolved?.n ?? 0} others`, `    replyProbability: ${flow(customer.replyProbability)}`]),
      ...n('reopenProbability', customers.reopen?.n, customer.reopenProbability),
      ...n('comebackDelay', customers.reopenDelay?.n, customer.comebackDelay),
      ...(customer.patience === undefined ? [] : [`    # Exponential means with censoring: ${Object.entries(customers.patience).map(([channel, { left, n: all }]) => `${left} of ${all} in ${channel} left`).join(', ')}`, `    patience: ${flow(customer.patience)}`]),
    )
  }
  if (spec.channelMap !== undefined) lines.push('  # Nobody waits on the line in these channels: the first response took more than ten minutes.', `  channelMap: ${flow(spec.channelMap)}`)
  if (spec.overrides !== undefined) lines.push(`  # The hours in which people answered: ${percent(fit.hours.covered)} of ${fit.hours.n} answers lie within them.`, '  overrides:', ...Object.entries(spec.overrides).map(([path, value]) => `    ${path}: ${flow(value)}`))
  return `${lines.join('\n')}\n`
}

function verdictLines(fit: HistoryFit): readonly string[] {
  const say = (name: string, verdict: BaselineVerdict, part: HistoryFit['fitted']): string => {
    const [all] = part.cohorts
    const median = (ms: number | null): string => (ms === null ? 'none' : formatDuration(ms))
    return `# ${name}: median first response ${median(all?.observed.medianMs ?? null)} observed, ${median(all?.simulated.medianMs ?? null)} simulated (open hours). ${sayVerdict(verdict)}`
  }
  return [say('Fitted to', fit.fitted.verdict, fit.fitted), say('Held out', fit.heldOut.verdict, fit.heldOut)]
}

/** YAML in one line: keys that need no quotes without, everything else as JSON, which is YAML too. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => `${/^[A-Za-z][A-Za-z0-9]*$/.test(key) ? key : JSON.stringify(key)}: ${flow(member)}`).join(', ')} }`
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9/_+-]*$|^\d+(?:[smhd]|ms)(?:\d+(?:[smhd]|ms))*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

function day(at: number): string {
  const { year, month, day: date } = dateOfDays(Math.floor(at / DAY_MS))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(date)}`
}

function tenth(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
