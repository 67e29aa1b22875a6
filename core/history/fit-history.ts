import { DAY_MS } from '../calendars/civil-date.ts'
import type { WeeklyCalendar } from '../calendars/calendar.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import type { BaselineCohort, BaselineVerdict } from '../simulation/judge-baseline.ts'
import { compareCohort, judgeBaseline } from '../simulation/judge-baseline.ts'
import { lognormalFromMean, meanOf, sortedQuantile } from '../simulation/variates.ts'
import type { Distribution } from '../simulation/variates.ts'
import { sortedSample } from '../simulation/sample-distance.ts'
import { mergeScenarios } from '../spec/extend-scenario.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import { isLiveChannel } from '../tickets/ticket-channel.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { inOrder } from '../tickets/tickets-digest.ts'
import type { Calibration } from './calibrate-today.ts'
import { calibrateToday } from './calibrate-today.ts'
import type { CalibratedDesk } from './measured-desk.ts'
import type { FitBase, StatedToday } from './fit-base.ts'
import { statedToday } from './fit-base.ts'
import type { ArrivalFit } from './fit-arrivals.ts'
import { fitArrivals } from './fit-arrivals.ts'
import type { CustomerFit } from './fit-customers.ts'
import { fitCustomers } from './fit-customers.ts'
import type { HandleTimeFit } from './fit-handle-times.ts'
import { fitHandleTimes } from './fit-handle-times.ts'
import type { ServiceHours } from './fit-service-hours.ts'
import { fitServiceHours } from './fit-service-hours.ts'
import type { HistoryProblem } from './history-problem.ts'
import { checkHistory } from './history-problem.ts'
import { scenarioOfFit } from './scenario-of-fit.ts'
import type { DeskSettings, DeskShift, Responses } from './today-desk.ts'
import { ALL, TodayDesk } from './today-desk.ts'

/** What a fit is made from. */
export type HistoryInput = {
  readonly tickets: readonly Ticket[]
  /** IANA zone of weekdays and hours. */
  readonly timezone: string
  readonly zones: ZoneOffsets
  /** How many people answer; estimated where it is left out. */
  readonly people?: number
  /** The hours in which people work; proposed from what they did where they are left out. */
  readonly calendar?: WeeklyCalendar
  /** The scenario that the fitted one will extend: the people and handle times that it states are kept. */
  readonly base?: FitBase
  readonly replications?: number
}

/** How far a fit is. */
export type FitProgress = { readonly phase: string; readonly done: number; readonly total: number }

/** What was compared, on one part of the time. */
export type FitCheck = { readonly from: number; readonly to: number; readonly cohorts: readonly BaselineCohort[]; readonly verdict: BaselineVerdict }

/** Everything that was fitted to a history, and how well it holds. */
export type HistoryFit = {
  readonly tickets: number
  readonly spam: number
  readonly answered: number
  readonly solved: number
  readonly from: number
  readonly to: number
  readonly timezone: string
  readonly arrivals: ArrivalFit
  readonly hours: ServiceHours
  readonly handleTimes: HandleTimeFit | null
  readonly customers: CustomerFit
  /** Channels in which customers evidently wait on the line; tickets of other live channels are taken as email. */
  readonly live: readonly string[]
  readonly asEmail: readonly string[]
  readonly people: { readonly headcount: number; readonly from: 'given' | 'base' | 'agents' | 'load'; /** Whether their hours are those of the base too. */ readonly hoursKept: boolean }
  /** Whether the handle times of today are those of the base. */
  readonly handleTimeKept: boolean
  readonly calibration: Calibration
  /** Of the simulated median first response, open hours: without the delay, and with it. */
  readonly medianWithoutDelayMs: number | null
  /** Tickets on which the search ran: all of the first part, or whole weeks of it. */
  readonly searchTickets: number
  /** The part that was fitted to, and the rest, which nothing was fitted to: the verdict is the rest's. */
  readonly fitted: FitCheck
  readonly heldOut: FitCheck
  /** The held-out part on the clock that never stops. */
  readonly heldOutAllHours: BaselineCohort | null
  readonly replications: number
  readonly scenario: ScenarioDocument
}

/** A fit, or why there can be none. */
export type FittedHistory = { readonly kind: 'fitted'; readonly fit: HistoryFit } | { readonly kind: 'refused'; readonly problem: HistoryProblem }

const FITTED_SHARE = 0.7
const SEARCH_TICKETS = 3000
const WEEK_MS = 7 * DAY_MS
const FEWEST_BLOCKS = 3
const REPLICATIONS = 10
const STANDARD_SHRINKAGE = 0.3
const STANDARD_MS = 20 * 60_000
/** People are busy this share of the time that they have, where nothing says how many they are. */
const USUAL_LOAD = 0.8
/** A live channel whose median first response is longer than this is none. */
const ON_THE_LINE_MS = 10 * 60_000
const MOST_PEOPLE = 5000

/** Fits the model of today to a history, all at once. */
export function fitHistory(input: HistoryInput): FittedHistory {
  const steps = fitHistorySteps(input)
  let next = steps.next()
  while (next.done !== true) next = steps.next()
  return next.value
}

/** Fits the model of today to a history: first what can be read off, then, by simulation on the first 70 % of the time, what cannot. Says how far it is before each simulation. */
export function* fitHistorySteps(input: HistoryInput): Generator<FitProgress, FittedHistory, void> {
  const problem = checkHistory(input.tickets)
  if (problem !== null) return { kind: 'refused', problem }
  const { timezone, zones } = input
  const tickets = inOrder(input.tickets)
  const genuine = tickets.filter((ticket) => ticket.history.isSpam !== true)
  const from = tickets[0]?.createdAt ?? 0
  const to = tickets.at(-1)?.createdAt ?? from
  const until = genuine.reduce((last, { createdAt, history }) => Math.max(last, createdAt, history.firstResponseAt ?? 0, history.solvedAt ?? 0), to)
  const arrivals = fitArrivals(tickets.map((ticket) => ticket.createdAt), timezone, zones)
  const hours = fitServiceHours(genuine.flatMap(workMoments), timezone, zones)
  const calendar = input.calendar ?? hours.calendar
  const handleTimes = fitHandleTimes(tickets)
  const customers = fitCustomers(tickets, until)
  const { live, asEmail } = liveChannels(genuine)
  const measured = handleTimes?.all ?? null
  const stated = input.base === undefined ? null : statedToday(input.base)
  const handleTime: Distribution = stated?.handleTime?.standard ?? (measured === null ? lognormalFromMean(STANDARD_MS, 1) : { kind: 'empirical', sorted: measured.quantilesMs })
  const people = peopleOf(input, stated, arrivals, hours, handleTimes, meanOf(handleTime))
  const shifts: readonly DeskShift[] = (people.hoursKept ? stated?.people?.shifts : null) ?? [{ calendar, headcount: people.headcount }]
  const ofCustomers = scenarioOfFit({ customers, asEmail })
  const deskScenario = stated === null ? ofCustomers : mergeScenarios(stated.desk, ofCustomers)
  const split = from + (to - from) * FITTED_SHARE
  const isFitted = (ticket: Ticket): boolean => ticket.createdAt < split
  const deskOf = (some: readonly Ticket[]): TodayDesk => new TodayDesk(some, shifts, deskScenario, live, zones)

  const fittedTickets = tickets.filter(isFitted)
  const sample = searchSample(fittedTickets)
  const wholeDesk = deskOf(fittedTickets)
  const sampleDesk = sample.length === fittedTickets.length ? wholeDesk : deskOf(sample)
  const handleTimeKept = stated !== null && stated.handleTime !== null
  const search = calibrateToday(calibrated(sampleDesk), calibrated(wholeDesk), { handleTime: handleTimeKept ? null : handleTime, shrinkage: STANDARD_SHRINKAGE })
  let found = search.next()
  for (; found.done !== true; found = search.next()) yield { phase: 'Simulating today', ...found.value }
  const calibration = found.value

  const desk = deskOf(tickets)
  const replications = input.replications ?? REPLICATIONS
  const { shrinkage, responseDelay, responseDelays } = calibration
  const settings: DeskSettings = { shrinkage, handleTime: calibration.handleTime, responseDelay, responseDelays }
  const isHeldOut = (ticket: Ticket): boolean => !isFitted(ticket)
  const runs: (readonly Responses[])[] = []
  for (let index = 0; index < replications; index++) {
    yield { phase: 'Comparing with the history', done: index, total: replications }
    runs.push(desk.replicate(settings, index, [{ wanted: isFitted, clock: 'open' }, { wanted: isHeldOut, clock: 'open' }, { wanted: isHeldOut, clock: 'all' }]))
  }
  const check = (part: number, wanted: (ticket: Ticket) => boolean, clock: 'open' | 'all'): readonly BaselineCohort[] =>
    [...desk.observed(wanted, clock)].map(([id, observed]) => compareCohort(id, observed, runs.map((run) => run[part]?.get(id) ?? { times: [], tickets: 0 })))
  const fittedCohorts = check(0, isFitted, 'open')
  const heldOutCohorts = check(1, isHeldOut, 'open')
  const [heldOutAllHours = null] = check(2, isHeldOut, 'all')
  const withoutDelay = sortedSample(wholeDesk.simulated({ ...settings, responseDelay: null, responseDelays: {} }, 0).get(ALL)?.times ?? [])
  const facts = { customers, asEmail, timezone, calendar, arrivals, handleTimes, people, handleTimeKept, calibration, ...(input.base === undefined ? {} : { base: input.base.scenario }) }
  return {
    kind: 'fitted',
    fit: {
      tickets: tickets.length,
      spam: tickets.length - genuine.length,
      answered: genuine.filter((ticket) => ticket.history.firstResponseAt !== undefined).length,
      solved: genuine.filter((ticket) => ticket.history.solvedAt !== undefined).length,
      from, to, timezone, arrivals, hours: { ...hours, calendar }, handleTimes, customers, live, asEmail, people, handleTimeKept, calibration,
      medianWithoutDelayMs: withoutDelay.length === 0 ? null : sortedQuantile(withoutDelay, 0.5),
      searchTickets: sample.length,
      fitted: { from, to: split, cohorts: fittedCohorts, verdict: verdictOf(fittedCohorts) },
      heldOut: { from: split, to, cohorts: heldOutCohorts, verdict: verdictOf(heldOutCohorts) },
      heldOutAllHours, replications,
      scenario: scenarioOfFit(facts),
    },
  }
}

function calibrated(desk: TodayDesk): CalibratedDesk {
  return { observed: desk.observed(), simulate: (settings) => desk.simulated(settings, 0) }
}

function verdictOf([all]: readonly BaselineCohort[]): BaselineVerdict {
  return all === undefined ? { kind: 'refused', reason: 'tooFew' } : judgeBaseline(all)
}

/** When people did something to a ticket. */
function workMoments({ messages, history }: Ticket): readonly number[] {
  const answers = messages.flatMap((message) => (message.from === 'agent' ? [message.at] : []))
  return [...answers, ...(answers.length > 0 || history.firstResponseAt === undefined ? [] : [history.firstResponseAt])]
}

function liveChannels(tickets: readonly Ticket[]): { readonly live: readonly string[]; readonly asEmail: readonly string[] } {
  const named = [...new Set(tickets.map((ticket) => ticket.channel))].filter(isLiveChannel).sort()
  const isOnTheLine = (channel: string): boolean => {
    const times = sortedSample(tickets.flatMap(({ channel: its, createdAt, history: { firstResponseAt } }) => (its === channel && firstResponseAt !== undefined ? [firstResponseAt - createdAt] : [])))
    return times.length > 0 && sortedQuantile(times, 0.5) <= ON_THE_LINE_MS
  }
  const live = named.filter(isOnTheLine)
  return { live, asEmail: named.filter((channel) => !live.includes(channel)) }
}

function peopleOf({ people, calendar }: HistoryInput, stated: StatedToday | null, arrivals: ArrivalFit, hours: ServiceHours, handleTimes: HandleTimeFit | null, meanHandleMs: number): HistoryFit['people'] {
  if (people !== undefined) return { headcount: people, from: 'given', hoursKept: false }
  if (stated !== null && stated.people !== null) return { headcount: stated.people.headcount, from: 'base', hoursKept: stated.people.shifts !== null }
  if (handleTimes !== null) return { headcount: Math.max(1, Math.round(handleTimes.peopleADay)), from: 'agents', hoursKept: false }
  const openHours = calendar === undefined ? hours.hoursPerWeek : hoursPerWeek(calendar)
  const workHours = (arrivals.perWeek * meanHandleMs) / 3_600_000
  return { headcount: Math.min(MOST_PEOPLE, Math.max(1, Math.ceil(workHours / openHours / (1 - STANDARD_SHRINKAGE) / USUAL_LOAD))), from: 'load', hoursKept: false }
}

function hoursPerWeek({ open }: WeeklyCalendar): number {
  const hour = (text: string): number => Number(text.slice(0, 2)) + Number(text.slice(3, 5)) / 60
  return open.reduce((sum, { days, from, to }) => sum + days.length * (hour(to) > hour(from) ? hour(to) - hour(from) : hour(to) + 24 - hour(from)), 0)
}

/** All tickets, or as many whole weeks at equal distances as stay near the limit. */
function searchSample(tickets: readonly Ticket[]): readonly Ticket[] {
  if (tickets.length <= SEARCH_TICKETS * 1.5) return tickets
  const from = tickets[0]?.createdAt ?? 0
  const weeks = Math.max(1, Math.ceil(((tickets.at(-1)?.createdAt ?? from) - from + 1) / WEEK_MS))
  const wanted = Math.min(weeks, Math.max(FEWEST_BLOCKS, Math.round((weeks * SEARCH_TICKETS) / tickets.length)))
  const chosen = new Set(Array.from({ length: wanted }, (_, index) => Math.floor(((index + 0.5) * weeks) / wanted)))
  return tickets.filter((ticket) => chosen.has(Math.floor((ticket.createdAt - from) / WEEK_MS)))
}
