import { DAY_MS, dateOfDays } from '../calendars/civil-date.ts'
import { formatDuration } from '../metrics/format-figure.ts'
import type { BaselineVerdict } from '../simulation/judge-baseline.ts'
import { mergeScenarios } from '../spec/extend-scenario.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { HistoryFit } from './fit-history.ts'
import { sayVerdict } from './say-verdict.ts'
import { WEEKDAYS } from './wall-clock.ts'

/** Where the values of a written scenario come from. */
export type ScenarioTextOptions = {
  /** The file of the tickets, as the scenario names it. */
  readonly tickets: string
  readonly extends?: string
  /** What the fit was based on, where it lies in no file that could be extended: it is written out with the fit. */
  readonly onTop?: ScenarioDocument
}

/** Sections that are written with where they come from. */
const SAID: readonly string[] = ['baseline', 'customer', 'channelMap', 'overrides']
const FITTED: readonly string[] = ['replyDelay', 'chatReplyDelay', 'replyProbability', 'reopenProbability', 'comebackDelay', 'patience']

/** The fitted scenario as a file: every value with where it came from and how many cases it rests on. */
export function scenarioText(fit: HistoryFit, options: ScenarioTextOptions): string {
  const { spec } = options.onTop === undefined ? fit.scenario : mergeScenarios(options.onTop, fit.scenario)
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
  if (spec.handleTime !== undefined && measured !== null && !fit.handleTimeKept) {
    lines.push(`  # Handle times: ${measured.n} times between two answers of the same person while the second ticket was waiting. An upper bound: pauses are in it.`)
    lines.push(`  handleTime: ${flow(spec.handleTime)}`)
  }
  if (spec.baseline !== undefined) {
    const { teams, handleTime, responseDelay, responseDelayByPriority } = spec.baseline
    const simulated = `found by simulation: ${calibration.evaluations} evaluations, distance of first responses in open hours ${formatDuration(calibration.distanceBefore)} before, ${formatDuration(calibration.distanceAfter)} after.`
    lines.push(
      '  baseline:',
      `    # People: ${sayPeople(fit)}.`,
      ...(teams === undefined ? [] : [`    teams: ${flow(teams)}`]),
      `    # Shrinkage${fit.handleTimeKept ? ' and delay; the handle times are those that the scenario stated. They were' : ', handle time and delay were'} ${simulated}`,
      `    shrinkage: ${calibration.shrinkage}`,
      ...(fit.handleTimeKept ? [] : [`    # ${measured === null ? 'An assumption (20m, cv 1)' : 'The measured handle times'}, times ${calibration.handleTimeScale}.`]),
      ...(handleTime === undefined ? [] : [`    handleTime: ${flow(handleTime)}`]),
    )
    if (responseDelay !== undefined || responseDelayByPriority !== undefined) lines.push(`    # What queue and work do not explain: without it the median first response would be ${fit.medianWithoutDelayMs === null ? 'unknown' : formatDuration(fit.medianWithoutDelayMs)}.`)
    if (responseDelay !== undefined) lines.push(`    responseDelay: ${flow(responseDelay)}`)
    if (responseDelayByPriority !== undefined) lines.push('    responseDelayByPriority:', ...Object.entries(responseDelayByPriority).map(([priority, delay]) => `      ${priority}: ${flow(delay)}`))
  }
  if (spec.customer !== undefined) {
    const { customer } = spec
    const n = (name: string, count: number | undefined, value: unknown): readonly string[] => (value === undefined ? [] : [...(count === undefined ? [] : [`    # n = ${count}`]), `    ${name}: ${flow(value)}`])
    lines.push(
      '  customer:',
      ...n('replyDelay', customers.replyDelay?.n, customer.replyDelay),
      ...n('chatReplyDelay', customers.chatReplyDelay?.n, customer.chatReplyDelay),
      ...(customer.replyProbability === undefined ? [] : [...(customers.replyWhenResolved === null && customers.replyWhenUnresolved === null ? [] : [`    # n = ${customers.replyWhenResolved?.n ?? 0} answers that closed a ticket, ${customers.replyWhenUnresolved?.n ?? 0} others`]), `    replyProbability: ${flow(customer.replyProbability)}`]),
      ...n('reopenProbability', customers.reopen?.n, customer.reopenProbability),
      ...n('comebackDelay', customers.reopenDelay?.n, customer.comebackDelay),
      ...Object.entries(customer).flatMap(([name, value]) => (FITTED.includes(name) || value === undefined ? [] : [`    ${name}: ${flow(value)}`])),
      ...(customer.patience === undefined ? [] : [...(Object.keys(customers.patience).length === 0 ? [] : [`    # Exponential means with censoring: ${Object.entries(customers.patience).map(([channel, { left, n: all }]) => `${left} of ${all} in ${channel} left`).join(', ')}`]), `    patience: ${flow(customer.patience)}`]),
    )
  }
  if (spec.channelMap !== undefined) lines.push('  # Nobody waits on the line in these channels: the first response took more than ten minutes.', `  channelMap: ${flow(spec.channelMap)}`)
  if (spec.overrides !== undefined) {
    if (!fit.people.hoursKept) lines.push(`  # The hours in which people answered: ${percent(fit.hours.covered)} of ${fit.hours.n} answers lie within them.`)
    lines.push('  overrides:', ...Object.entries(spec.overrides).map(([path, value]) => `    ${keyed(path)}: ${flow(value)}`))
  }
  const rest = Object.entries(spec).filter(([name, value]) => value !== undefined && name !== 'extends' && !(SAID.includes(name) || (name === 'handleTime' && !fit.handleTimeKept && measured !== null)) && !(name === 'arrivals' && arrivals?.process === 'profile'))
  if (rest.length > 0) lines.push('  # What the scenario before stated, as it was.', ...rest.map(([name, value]) => `  ${name}: ${flow(value)}`))
  return `${lines.join('\n')}\n`
}

function sayPeople({ people, handleTimes }: HistoryFit): string {
  switch (people.from) {
    case 'given':
      return 'given'
    case 'base':
      return people.hoursKept ? `${people.headcount} in their hours, as the scenario stated` : `${people.headcount}, as the scenario stated, in the hours in which they answered`
    case 'agents':
      return `the people who answer on an average day, of ${handleTimes?.people ?? 0} in the file`
    case 'load':
      return 'estimated from the number of tickets; give it with --people if you know it'
  }
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
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => `${keyed(key)}: ${flow(member)}`).join(', ')} }`
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9/_+-]*$|^\d+(?:[smhd]|ms)(?:\d+(?:[smhd]|ms))*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value)
}

function keyed(key: string): string {
  return /^[A-Za-z][A-Za-z0-9.]*$/.test(key) && !/^(?:true|false|null|yes|no|on|off)$/i.test(key) ? key : JSON.stringify(key)
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
