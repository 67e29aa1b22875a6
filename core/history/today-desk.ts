import type { OpenTime, WeeklyCalendar } from '../calendars/calendar.ts'
import { bizBetween } from '../calendars/calendar.ts'
import { unionOf } from '../calendars/open-spans.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'
import { compileProgram } from '../engine/compile-program.ts'
import { resolveScenario } from '../simulation/resolve-scenario.ts'
import type { Scenario } from '../simulation/scenario.ts'
import type { ResponseSample } from '../simulation/judge-baseline.ts'
import type { RunPlan } from '../simulation/run-plan.ts'
import { planRun } from '../simulation/run-plan.ts'
import { simulateToday } from '../simulation/today.ts'
import type { Distribution } from '../simulation/variates.ts'
import { parseSpec } from '../spec/parse-spec.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { Ticket } from '../tickets/ticket.ts'

/** The name of the calendar in which people of today work. */
export const TODAY_HOURS = 'todayHours'

/** What today is like, as far as a calibration may turn it; without a handle time it is that of the scenario. */
export type DeskSettings = { readonly shrinkage: number; readonly handleTime: Distribution | null; readonly responseDelay: Distribution | null; readonly responseDelays: Readonly<Record<string, Distribution>> }

/** So many people at a time in these hours. */
export type DeskShift = { readonly calendar: WeeklyCalendar; readonly headcount: number }

/** First responses by group: all tickets together under `all`, then by priority. */
export type Responses = ReadonlyMap<string, ResponseSample>

/** The group of all tickets. */
export const ALL = 'all'

/** Tickets that people answer as they do today, without any flow: what a fit simulates again and again. */
export class TodayDesk {
  readonly #plan: RunPlan
  readonly #open: OpenTime
  readonly #ticketOf: ReadonlyMap<string, Ticket>

  /** Channels in `live` are answered while the customer waits on the line; all others are taken as email. */
  constructor(tickets: readonly Ticket[], shifts: readonly DeskShift[], scenario: ScenarioDocument, live: readonly string[], zones: ZoneOffsets) {
    const workflow = deskFlow(shifts, live)
    const trace: ScenarioDocument = { ...scenario, spec: { ...scenario.spec, arrivals: { process: 'trace' }, baseline: { ...scenario.spec.baseline, teams: undefined } } }
    this.#plan = planRun(workflow, compileProgram(workflow), tickets, resolveScenario(trace), zones)
    this.#open = unionOf(this.#plan.today.shifts.map((shift) => shift.open), { from: this.#plan.from, to: this.#plan.end })
    this.#ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  }

  /** The scenario in its decided form, as the file says it. */
  get scenario(): Scenario {
    return this.#plan.scenario
  }

  /** The first responses that the file holds, in open hours. */
  observed(wanted: (ticket: Ticket) => boolean = () => true, clock: 'open' | 'all' = 'open'): Responses {
    const groups = new Groups()
    for (const ticket of this.#ticketOf.values()) {
      if (ticket.history.isSpam === true || !wanted(ticket)) continue
      const at = ticket.history.firstResponseAt
      groups.add(ticket, at === undefined ? null : this.#between(ticket.createdAt, at, clock))
    }
    return groups.samples()
  }

  /** The first responses of one replication with these settings. */
  simulated(settings: DeskSettings, replication: number, wanted: (ticket: Ticket) => boolean = () => true, clock: 'open' | 'all' = 'open'): Responses {
    return this.replicate(settings, replication, [{ wanted, clock }])[0] ?? new Map<string, ResponseSample>()
  }

  /** One replication looked at in several ways. */
  replicate(settings: DeskSettings, replication: number, views: readonly { readonly wanted: (ticket: Ticket) => boolean; readonly clock: 'open' | 'all' }[]): readonly Responses[] {
    const { baseline } = this.#plan.scenario
    const { shrinkage, responseDelay, responseDelays } = settings
    const handleTime = settings.handleTime === null ? baseline.handleTime : { ...baseline.handleTime, standard: settings.handleTime, teams: {}, issueTypes: {}, teamsAndIssueTypes: {} }
    const plan: RunPlan = { ...this.#plan, scenario: { ...this.#plan.scenario, baseline: { ...baseline, shrinkage, responseDelay, responseDelays, handleTime } }, today: { ...this.#plan.today, shrinkage } }
    const { tickets } = simulateToday(plan, replication, new Map())
    return views.map(({ wanted, clock }) => {
      const groups = new Groups()
      for (const fact of tickets) {
        const ticket = this.#ticketOf.get(fact.id)
        if (ticket === undefined || ticket.history.isSpam === true || !wanted(ticket)) continue
        groups.add(ticket, fact.firstResponseHumanAt === null ? null : this.#between(fact.createdAt, fact.firstResponseHumanAt, clock))
      }
      return groups.samples()
    })
  }

  #between(from: number, to: number, clock: 'open' | 'all'): number {
    return clock === 'all' ? to - from : bizBetween(this.#open, from, to)
  }
}

class Groups {
  readonly #times = new Map<string, { times: number[]; tickets: number }>()

  add(ticket: Ticket, ms: number | null): void {
    for (const id of [ALL, ...(ticket.history.priority === undefined ? [] : [ticket.history.priority])]) {
      const group = this.#times.get(id) ?? { times: [], tickets: 0 }
      group.tickets += 1
      if (ms !== null) group.times.push(ms)
      this.#times.set(id, group)
    }
  }

  samples(): Responses {
    return new Map([...this.#times].sort(([a], [b]) => (a === ALL ? -1 : b === ALL ? 1 : a < b ? -1 : 1)))
  }
}

function deskFlow(shifts: readonly DeskShift[], live: readonly string[]): Workflow {
  const hours = shifts.map((_, index) => (index === 0 ? TODAY_HOURS : `${TODAY_HOURS}${index + 1}`))
  const channels = ['email', ...live]
  const { workflow } = parseSpec(JSON.stringify({
    apiVersion: 'lumos/v1',
    kind: 'Workflow',
    metadata: { name: 'today', version: '1.0.0' },
    spec: {
      models: {},
      agents: {},
      connections: { desk: { type: 'zendesk', baseUrl: 'https://desk.example', auth: { scheme: 'none' } } },
      channels: Object.fromEntries(channels.map((channel) => [channel, { connection: 'desk' }])),
      calendars: Object.fromEntries(shifts.map(({ calendar }, index) => [hours[index] ?? '', calendar])),
      teams: { today: { title: 'Today', skills: { all: 1 }, languages: ['en'], channels, capacity: { email: 1, ...(live.includes('chat') ? { chat: 3 } : {}), ...(live.includes('voice') ? { voice: 1 } : {}) }, shifts: shifts.map(({ headcount }, index) => ({ calendar: hours[index] ?? '', headcount })) } },
      flow: {
        stages: { main: { title: 'Main' } },
        onError: { then: 'person' },
        nodes: {
          intake: { kind: 'start', channels, stage: 'main', then: 'person' },
          person: { kind: 'human', task: 'conversation', team: 'today', stage: 'main', outcomes: { resolved: 'done' } },
          done: { kind: 'end', outcome: 'resolved', stage: 'main' },
        },
      },
    },
  }))
  if (workflow === undefined) throw new Error('The flow of today is not a workflow.')
  return workflow
}
