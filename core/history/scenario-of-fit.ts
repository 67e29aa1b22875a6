import type { WeeklyCalendar } from '../calendars/calendar.ts'
import type { DistributionDocument } from '../spec/distribution-schema.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { Calibration } from './calibrate-today.ts'
import { distributionDocument, seconds } from './distribution-document.ts'
import type { ArrivalFit } from './fit-arrivals.ts'
import type { CustomerFit } from './fit-customers.ts'
import { FEWEST_TIMES, type HandleTimeFit } from './fit-handle-times.ts'
import type { TimesFit } from './fit-times.ts'
import { TODAY_HOURS } from './today-desk.ts'
import { WEEKDAYS } from './wall-clock.ts'

/** What a scenario is written from; with the first two only, what customers do. */
export type FitFacts = {
  readonly customers: CustomerFit
  readonly asEmail: readonly string[]
  readonly timezone?: string
  readonly calendar?: WeeklyCalendar
  readonly arrivals?: ArrivalFit
  readonly handleTimes?: HandleTimeFit | null
  /** Those of a base whose hours are kept too are not said again. */
  readonly people?: { readonly headcount: number; readonly hoursKept: boolean }
  /** Whether the handle times are those of the base, which says them. */
  readonly handleTimeKept?: boolean
  /** The scenario that the written one extends. */
  readonly base?: ScenarioDocument
  readonly calibration?: Calibration
}

type Spec = ScenarioDocument['spec']

const PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
const NO_DELAY: DistributionDocument = { distribution: 'constant', value: '0s' }

/** Fewer observed cases than this stay with the product's assumption. */
export const FEWEST_CASES = 20

/** The scenario that says what was fitted, and nothing that was not. */
export function scenarioOfFit(facts: FitFacts): ScenarioDocument {
  const { asEmail, arrivals, calibration, people, calendar } = facts
  const customer = customerOf(facts.customers)
  const handleTime = facts.handleTimeKept === true ? undefined : handleTimeOf(facts.handleTimes ?? null)
  const spec: Spec = {
    ...(arrivals === undefined ? {} : { arrivals: { process: 'profile' as const, ...(facts.timezone === undefined ? {} : { timezone: facts.timezone }), perHour: perHourOf(arrivals) } }),
    ...(handleTime === undefined ? {} : { handleTime }),
    ...(calibration === undefined || people === undefined
      ? {}
      : {
          baseline: {
            ...(people.hoursKept ? {} : { teams: [{ id: 'today', calendar: TODAY_HOURS, headcount: people.headcount }] }),
            shrinkage: calibration.shrinkage,
            ...(calibration.handleTime === null ? {} : { handleTime: { default: distributionDocument(calibration.handleTime) } }),
            ...delaysOf(calibration, facts.base?.spec.baseline),
          },
        }),
    ...(Object.keys(customer).length === 0 ? {} : { customer }),
    ...(asEmail.length === 0 ? {} : { channelMap: Object.fromEntries(asEmail.map((channel) => [channel, 'email'])) }),
    ...(calendar === undefined || calibration === undefined || people?.hoursKept === true ? {} : { overrides: { [`calendars.${TODAY_HOURS}`]: calendarDocument(calendar) } }),
  }
  return { apiVersion: 'lumos/v1', kind: 'Scenario', metadata: { name: 'fitted-today' }, spec }
}

/** A name of an export as an id of a scenario: `Group 70` becomes `group70`. */
export function idOfName(name: string): string | null {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const joined = words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('')
  const id = /^[a-z]/.test(joined) ? joined : `t${joined}`
  return joined === '' ? null : id.slice(0, 60)
}

/** The delays as a file says them; a field of the base cannot be taken away, so what it says of delays is said anew. */
function delaysOf({ responseDelay, responseDelays }: Calibration, base: Spec['baseline']): Pick<NonNullable<Spec['baseline']>, 'responseDelay' | 'responseDelayByPriority'> {
  const common = responseDelay === null ? (base?.responseDelay === undefined ? undefined : NO_DELAY) : distributionDocument(responseDelay)
  const priorities = PRIORITIES.flatMap((priority) => {
    const own = responseDelays[priority]
    const inherited = base?.responseDelayByPriority?.[priority] === undefined ? undefined : (common ?? NO_DELAY)
    const said = own === undefined ? inherited : distributionDocument(own)
    return said === undefined ? [] : [[priority, said] as const]
  })
  return { ...(common === undefined ? {} : { responseDelay: common }), ...(priorities.length === 0 ? {} : { responseDelayByPriority: Object.fromEntries(priorities) }) }
}

function calendarDocument({ timezone, open }: WeeklyCalendar): { timezone: string; open: { days: string[]; from: string; to: string }[] } {
  return { timezone, open: open.map(({ days, from, to }) => ({ days: [...days], from, to })) }
}

function perHourOf(arrivals: ArrivalFit): Partial<Record<(typeof WEEKDAYS)[number], number[]>> {
  return Object.fromEntries(WEEKDAYS.map((day, index) => [day, (arrivals.perHour[index] ?? []).map((rate) => Math.round(rate * 1000) / 1000)]))
}

function handleTimeOf(fit: HandleTimeFit | null): Spec['handleTime'] {
  const all = fit?.all ?? null
  if (fit === null || all === null) return undefined
  const measured = (times: TimesFit): DistributionDocument => ({ distribution: 'empirical', quantiles: times.quantilesMs.map(seconds) })
  const named = <T>(rows: readonly T[], nameOf: (row: T) => string, timesOf: (row: T) => TimesFit): Record<string, DistributionDocument> =>
    Object.fromEntries(rows.flatMap((row) => { const id = idOfName(nameOf(row)); return id === null ? [] : [[id, measured(timesOf(row))] as const] }))
  const teams = named(fit.byTeam, (row) => row.team, (row) => row.times)
  const issueTypes = named(fit.byType, (row) => row.type, (row) => row.times)
  const both = Object.fromEntries([...new Set(fit.byTeamAndType.map((row) => row.team))].flatMap((team) => {
    const id = idOfName(team)
    return id === null ? [] : [[id, named(fit.byTeamAndType.filter((row) => row.team === team), (row) => row.type, (row) => row.times)] as const]
  }))
  return {
    default: measured(all),
    ...(Object.keys(teams).length === 0 ? {} : { teams }),
    ...(Object.keys(issueTypes).length === 0 ? {} : { issueTypes }),
    ...(Object.keys(both).length === 0 ? {} : { teamsAndIssueTypes: both }),
  }
}

function customerOf(fit: CustomerFit): NonNullable<Spec['customer']> {
  const share = (value: number): number => Math.round(value * 1000) / 1000
  const resolved = fit.replyWhenResolved !== null && fit.replyWhenResolved.n >= FEWEST_CASES ? { resolved: share(fit.replyWhenResolved.share) } : {}
  const unresolved = fit.replyWhenUnresolved !== null && fit.replyWhenUnresolved.n >= FEWEST_CASES ? { unresolved: share(fit.replyWhenUnresolved.share) } : {}
  const probability = { ...resolved, ...unresolved }
  const patience = Object.fromEntries(Object.entries(fit.patience).flatMap(([channel, { left, exponential }]) =>
    ((channel === 'chat' || channel === 'voice' || channel === 'email') && left >= FEWEST_CASES ? [[channel, { distribution: 'exponential' as const, mean: seconds(exponential.meanMs) }] as const] : [])))
  return {
    ...times('replyDelay', fit.replyDelay),
    ...times('chatReplyDelay', fit.chatReplyDelay),
    ...(Object.keys(probability).length === 0 ? {} : { replyProbability: probability }),
    ...(fit.reopen !== null && fit.reopen.n >= FEWEST_CASES ? { reopenProbability: share(fit.reopen.share) } : {}),
    ...(fit.reopenDelay !== null && fit.reopenDelay.n >= FEWEST_CASES ? { comebackDelay: seconds(fit.reopenDelay.meanMs) } : {}),
    ...(Object.keys(patience).length === 0 ? {} : { patience }),
  }
}

/** The measured quantiles where there are enough of them, else the lognormal distribution. */
function times(name: 'replyDelay' | 'chatReplyDelay', fit: TimesFit | null): Partial<Record<typeof name, DistributionDocument>> {
  if (fit === null || fit.n < FEWEST_CASES) return {}
  if (fit.n >= FEWEST_TIMES || fit.lognormal === null) return { [name]: { distribution: 'empirical', quantiles: fit.quantilesMs.map(seconds) } }
  return { [name]: { median: seconds(fit.lognormal.medianMs), p95: seconds(fit.lognormal.p95Ms) } }
}
