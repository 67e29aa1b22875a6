import type { TicketFacts, TicketOutcome, TimeParts } from '../metrics/ticket-facts.ts'
import { untouchedTicket } from '../metrics/ticket-facts.ts'
import { bizAdd, bizBetween } from '../calendars/calendar.ts'
import { nextOpen } from '../calendars/open-spans.ts'
import { EVENT } from './event-kind.ts'
import { RANK } from './event-heap.ts'
import { KeyedRandom } from './keyed-random.ts'
import { MetricClocks } from './metric-clocks.ts'
import type { HumanWork, TeamTotals } from './people.ts'
import { People } from './people.ts'
import { patienceOf } from './patience-of.ts'
import type { Arrival, RunPlan } from './run-plan.ts'
import { SlaClocks } from './sla-clocks.ts'
import { policyFor } from './sla-policy.ts'
import { followUp, isOver } from './ticket-course.ts'
import { teamHours } from './team-hours.ts'
import { DOING, TimeLedger } from './time-ledger.ts'
import { Timeline } from './timeline.ts'
import { quantileOf, wholeMs } from './variates.ts'

/** One replication of today: every ticket is answered by a person of one team. */
export type TodayResult = { readonly tickets: readonly TicketFacts[]; readonly spans: readonly (readonly number[])[]; readonly team: TeamTotals }

/** Recognising spam takes this share of answering a ticket. */
export const SPAM_FACTOR = 0.1

type TodayCase = {
  readonly arrival: Arrival
  readonly clocks: SlaClocks | null
  readonly measured: MetricClocks | null
  readonly spans: number[]
  outcome: TicketOutcome
  item: number
  patience: number
  /** The customer does not leave any more: somebody has replied or works on it. */
  patienceOver: boolean
  waits: number
  openSince: number | null
  begun: boolean
  firstAt: number | null
  resolvedAt: number | null
  firstResolvedAt: number | null
  endedAt: number | null
  /** The customer's message that nobody has answered, after the first one. */
  askedAt: number | null
  readonly nextReplies: number[]
  replies: number
  reopens: number
  humanMs: number
}

/** Simulates today on the same arrivals, customers and handle times (common random numbers) as the flow. `priorities` are those that the flow gave. */
export function simulateToday(plan: RunPlan, replication: number, priorities: ReadonlyMap<string, string>): TodayResult {
  const timeline = new Timeline(plan.end)
  const { heap } = timeline
  const random = new KeyedRandom(plan.scenario.seed, replication)
  const people = new People(plan, [plan.today], plan.scenario.baseline.handleTime, timeline, random)
  const { customer } = plan.scenario
  const { patience } = customer
  const activity = customer.activity === null ? undefined : plan.calendars.get(customer.activity)
  const cases: TodayCase[] = []
  const hours = teamHours(plan, [plan.today])
  const time = new TimeLedger(plan.arrivals.length, hours)
  const { responseDelay, responseDelays } = plan.scenario.baseline

  // Today's people are one queue: a ticket is a team's where its history says so, or where there is only one.
  const teamIds = new Set((plan.scenario.baseline.teams ?? plan.teams).map(({ id }) => id))
  const [onlyTeam = null] = teamIds.size === 1 ? teamIds : []
  const teamOf = ({ ticket: { history } }: Arrival): string | null => history.team ?? onlyTeam

  /** The customer's patience: from the arrival to the first reply or the beginning of work, or anew for each wait. */
  const wait = (index: number, one: TodayCase): void => {
    const { arrival } = one
    if (patience.restart) {
      one.waits += 1
      one.patienceOver = false
    } else if (one.patienceOver) return
    const distribution = patienceOf(patience, teamOf(arrival), arrival.ticket.history.topic ?? null, arrival.channel)
    if (distribution !== undefined) one.patience = timeline.plan(index, timeline.now + wholeMs(quantileOf(distribution, random.uniform(arrival.key, 'patience', one.waits))), RANK.timer, { kind: 'patience' })
  }
  const stay = (index: number, one: TodayCase): void => {
    one.patienceOver = true
    timeline.cancel(index, one.patience)
    one.patience = -1
  }
  const queue = (index: number, one: TodayCase): void => {
    const { history } = one.arrival.ticket
    const factor = history.isSpam === true ? SPAM_FACTOR : 1
    one.item = people.start({ ticket: index, arrival: one.arrival, taskId: '', task: 'conversation', outcomes: [], team: plan.today.id, handledAs: teamOf(one.arrival), priority: history.priority ?? null, visit: one.replies, factor, issueType: history.topic ?? null })
  }
  /** The ticket waits for people, after the delay that is neither queue nor work; that passes while somebody is on shift. */
  const enqueue = (index: number, one: TodayCase): void => {
    one.openSince = timeline.now
    time.ask(index, 0, timeline.now)
    wait(index, one)
    const its = responseDelays[one.arrival.ticket.history.priority ?? ''] ?? responseDelay
    if (its === null || hours[0] === undefined) return queue(index, one)
    const delay = Math.round(quantileOf(its, random.uniform(one.arrival.key, 'responseDelay', one.replies)))
    if (delay <= 0) return queue(index, one)
    timeline.plan(index, bizAdd(hours[0], timeline.now, delay), RANK.arrival, { kind: 'timer', timerId: 'responseDelay' })
  }
  const come = (arrival: Arrival): void => {
    const index = cases.length
    const one = newCase(plan, arrival, index, timeline, priorities.get(arrival.id))
    cases.push(one)
    time.begin(index, arrival.at)
    enqueue(index, one)
  }
  const answered = (one: TodayCase): void => {
    if (one.firstAt !== null || one.arrival.ticket.history.isSpam === true) return
    one.firstAt = timeline.now
    one.clocks?.answered(timeline.now)
  }
  const replied = (one: TodayCase): void => {
    if (one.askedAt !== null) one.nextReplies.push(timeline.now - one.askedAt)
    one.askedAt = null
  }
  const close = (one: TodayCase): void => {
    if (one.openSince !== null && timeline.now > one.openSince) one.spans.push(one.openSince, timeline.now)
    one.openSince = null
    one.endedAt = timeline.now
    one.clocks?.pause(timeline.now)
    one.measured?.status('solved', timeline.now)
  }
  const done = (work: HumanWork): void => {
    const one = cases[work.ticket]
    if (one === undefined) return
    one.item = -1
    answered(one)
    one.measured?.reply('person', timeline.now)
    close(one)
    time.leave(work.ticket, DOING.people, timeline.now)
    time.mark(work.ticket, timeline.now)
    time.set(work.ticket, DOING.solved, true, timeline.now)
    one.humanMs += work.workMs
    if (one.arrival.ticket.history.isSpam === true) {
      one.outcome = 'dropped'
      return
    }
    one.replies += 1
    one.outcome = 'resolvedByPerson'
    one.resolvedAt = timeline.now
    one.firstResolvedAt ??= timeline.now
    replied(one)
    const { key } = one.arrival
    const visit = 1000 + one.replies
    if (one.reopens >= 3 || random.uniform(key, 'reopens', visit) >= customer.reopenProbability) return
    const delay = wholeMs(quantileOf(customer.comebackDelay, random.uniform(key, 'comebackDelay', visit)))
    const at = activity === undefined ? timeline.now + delay : (nextOpen(activity, timeline.now + delay) ?? Infinity)
    timeline.plan(work.ticket, at, RANK.arrival, { kind: 'reaction', reaction: { kind: 'unresolved' } })
  }
  people.onStart = (work) => {
    const one = cases[work.ticket]
    if (one === undefined) return
    one.begun = true
    stay(work.ticket, one)
    if (!work.live) return
    answered(one)
    replied(one)
    one.measured?.reply('person', timeline.now)
  }

  people.onServing = (work, serving) => { time[serving ? 'enter' : 'leave'](work.ticket, DOING.handling, timeline.now) }

  if (plan.arrivals[0] !== undefined) heap.push(plan.arrivals[0].at, RANK.arrival, EVENT.arrival, 0, 0)
  while (timeline.nextTime < Infinity || people.due) {
    if (timeline.nextTime > timeline.now && people.due) {
      people.dispatch(timeline.now)
      continue
    }
    if (timeline.nextTime > plan.end || !timeline.pop()) break
    const { kind, a, b } = timeline
    if (kind === EVENT.staff) people.staffStep(a, b, timeline.now)
    if (kind === EVENT.workDone) {
      const work = people.finish(a, b)
      if (work !== undefined) done(work)
    }
    if (kind === EVENT.arrival) {
      const arrival = plan.arrivals[a]
      const next = plan.arrivals[a + 1]
      if (arrival === undefined || isOver(plan, arrival, cases)) continue
      if (next !== undefined) heap.push(next.at, RANK.arrival, EVENT.arrival, a + 1, 0)
      come(arrival)
    }
    if (kind === EVENT.pending) {
      const { pending } = timeline
      const one = cases[a]
      if (pending === null || one === undefined) continue
      if (pending.kind === 'sla') one.clocks?.told(pending.clock, pending.event)
      if (pending.kind === 'timer' && one.openSince !== null) queue(a, one)
      if (pending.kind === 'reaction' && timeline.now - (one.resolvedAt ?? timeline.now) > customer.closeAfterMs) {
        come(followUp({ arrival: one.arrival, realReplies: 0 }, { text: one.arrival.text, synthetic: true }, timeline.now, plan))
      } else if (pending.kind === 'reaction') {
        one.measured?.status('open', timeline.now)
        one.measured?.asked(timeline.now)
        one.reopens += 1
        one.outcome = 'open'
        one.askedAt = timeline.now
        time.set(a, DOING.solved, false, timeline.now)
        one.clocks?.resume(timeline.now)
        enqueue(a, one)
      }
      if (pending.kind === 'patience' && !one.patienceOver && one.outcome === 'open') {
        people.cancel(one.item)
        one.item = -1
        close(one)
        one.outcome = 'abandoned'
      }
    }
  }
  timeline.now = plan.end
  const [team] = people.totals(plan.end)
  if (team === undefined) throw new Error('Today has no team: a plan always makes one.')
  for (const one of cases) if (one.openSince !== null) one.spans.push(one.openSince, plan.end)
  return { tickets: cases.flatMap((one, index) => (one.arrival.counted ? [factsOf(one, plan, time.partsOf(index))] : [])), spans: cases.map((one) => one.spans), team }
}

function newCase(plan: RunPlan, arrival: Arrival, index: number, timeline: Timeline, priority: string | undefined): TodayCase {
  const { id, tier = '', locale = '' } = arrival.customer
  const known = { ...(id === undefined ? {} : { id }), tier, locale }
  const ticket = { id: arrival.id, channel: arrival.channel, subject: arrival.ticket.subject, status: 'open', language: arrival.language, openedAt: arrival.at, reopenCount: 0 }
  const policy = policyFor(plan.slas, { ticket, customer: known, message: { text: arrival.text, at: arrival.at }, now: arrival.at }, plan.program.ports)
  const clocks = policy === null ? null : new SlaClocks(timeline, index, policy, arrival.at)
  if (priority !== undefined) clocks?.reprioritise(priority)
  const measured = plan.clocks.length === 0 ? null : new MetricClocks(plan.clocks, arrival.at)
  if (priority !== undefined) measured?.reprioritise(priority, arrival.at)
  return { arrival, clocks, measured, spans: [], outcome: 'open', item: -1, patience: -1, patienceOver: false, waits: 0, openSince: null, begun: false, firstAt: null, resolvedAt: null, firstResolvedAt: null, endedAt: null, askedAt: null, nextReplies: [], replies: 0, reopens: 0, humanMs: 0 }
}

function factsOf(one: TodayCase, plan: RunPlan, time: TimeParts): TicketFacts {
  const promised = one.clocks !== null && one.outcome !== 'dropped' && one.outcome !== 'abandoned'
  const solved = one.outcome === 'resolvedByPerson'
  const first = promised ? one.clocks.firstResponseResult(plan.end) : null
  const resolution = promised ? one.clocks.resolutionResult(plan.end, solved) : null
  const [anyHours = null] = plan.calendars.values()
  const hours = one.clocks?.calendar ?? anyHours
  const { at, id, channel } = one.arrival
  const inHours = (until: number | null): number | null => (until === null || hours === null ? null : bizBetween(hours, at, until))
  const resolvedAt = solved ? one.resolvedAt : null
  return {
    ...untouchedTicket,
    id,
    createdAt: at,
    channel,
    linkedTo: one.arrival.linkedTo,
    outcome: one.outcome,
    byPerson: one.begun,
    handedOverAt: at,
    firstResponseAnyAt: one.firstAt,
    firstResponseHumanAt: one.firstAt,
    firstResponseAnyBusinessMs: inHours(one.firstAt),
    firstResponseHumanBusinessMs: inHours(one.firstAt),
    resolutionBusinessMs: inHours(resolvedAt),
    firstResolvedAt: one.firstResolvedAt,
    resolvedAt,
    endedAt: one.outcome === 'open' ? null : one.endedAt,
    solvedMs: solved ? time.solved : 0,
    nextRepliesMs: one.nextReplies,
    humanReplies: one.replies,
    reopens: one.reopens,
    slaFirstResponse: first?.result ?? null,
    slaResolution: resolution?.result ?? null,
    slaFirstResponseOverMs: first?.overMs ?? 0,
    slaResolutionOverMs: resolution?.overMs ?? 0,
    clocks: one.measured === null || one.outcome === 'dropped' || one.outcome === 'abandoned' ? [] : one.measured.facts(plan.end),
    humanMs: one.humanMs,
    time: solved ? time : null,
  }
}
