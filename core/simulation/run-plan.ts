import type { ConditionPorts } from '../conditions/condition-ports.ts'
import type { Assumption } from '../engine/agent-contract.ts'
import type { Program } from '../engine/program.ts'
import { canonicalJson } from '../spec/digest.ts'
import { programsIn, withPorts } from '../engine/programs-in.ts'
import type { PersonDocument } from '../spec/scenario.ts'
import type { TeamSpec, Workflow } from '../spec/workflow.ts'
import type { Customer, Ticket } from '../tickets/ticket.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import { compileCalendar, isOpenAt } from '../calendars/calendar.ts'
import { DAY_MS } from '../calendars/civil-date.ts'
import type { ArrivalsPlan } from './arrivals/plan-arrivals.ts'
import { planArrivals } from './arrivals/plan-arrivals.ts'
import type { IssueTypeSite } from './issue-type-site.ts'
import { issueTypeSite } from './issue-type-site.ts'
import { isPooled } from './is-pooled.ts'
import type { PlannedClock } from './metric-clocks.ts'
import type { TicketKey } from './keyed-random.ts'
import type { RoutingRules, Scenario } from './scenario.ts'
import type { SlaPolicy } from './sla-policy.ts'
import { slaPolicies } from './sla-policy.ts'
import type { Shift } from './staffing.ts'
import type { SHIFT_END } from './work-items.ts'
import type { ZoneOffsets } from '../calendars/zone-offsets.ts'

/** One ticket as it comes in; a ticket of the history may come several times, each under a name of its own. */
export type Arrival = {
  readonly ticket: Ticket
  readonly id: string
  readonly key: TicketKey
  readonly at: number
  /** Its place by creation and id: the last tie-break everywhere. */
  readonly order: number
  readonly channel: string
  readonly live: boolean
  readonly language: string
  /** What conditions see of the customer: tier and locale are always there. */
  readonly customer: Customer
  readonly text: string
  /** Whether it came in the window that the figures are about; others only keep people busy. */
  readonly counted: boolean
  /** The ticket that it follows up, because that one was closed. */
  readonly linkedTo: string | null
}

/** One team with its shifts, ready for staffing. */
export type PlannedTeam = {
  readonly id: string
  readonly title: string
  readonly shifts: readonly Shift[]
  readonly headcount: number
  readonly capacity: Readonly<Record<string, number>>
  /** Skill levels of the team, 1 to 3, by skill. */
  readonly skills: Readonly<Record<string, number>>
  readonly shrinkage: number
  readonly routing: RoutingRules
  readonly onShiftEnd: Readonly<Record<string, keyof typeof SHIFT_END>>
  /** Named people, each with the open time in which they work; null where only the headcount is known. */
  readonly named: readonly PlannedPerson[] | null
  readonly humanHour: number
}

/** One named person of a team, ready for staffing. */
export type PlannedPerson = { readonly id: string; readonly skills: Readonly<Record<string, number>>; readonly open: OpenTime }

/** Everything that is the same in every replication. */
export type RunPlan = {
  readonly workflow: Workflow
  readonly program: Program
  readonly scenario: Scenario
  /** Those of the replication that is run; of the first one in the plan of a whole run. */
  readonly arrivals: readonly Arrival[]
  /** Arrivals with every text that a ticket of the run may open with. */
  readonly pool: readonly Arrival[]
  /** The arrivals of a replication. */
  readonly arrivalsIn: (replication: number) => readonly Arrival[]
  readonly tickets: readonly Ticket[]
  readonly teams: readonly PlannedTeam[]
  readonly today: PlannedTeam
  readonly calendars: ReadonlyMap<string, OpenTime>
  readonly slas: readonly SlaPolicy[]
  /** The targets that the scenario adds. */
  readonly clocks: readonly PlannedClock[]
  readonly issueType: IssueTypeSite | null
  /** The run begins with its warm-up, the window of the figures begins and ends, and the run ends with its cool-down. */
  readonly start: number
  readonly from: number
  readonly to: number
  readonly end: number
  readonly assumptions: readonly Assumption[]
  readonly warnings: readonly string[]
}

/** Arrivals by all that they are made of besides the tickets. */
export type KnownArrivals = Map<string, ArrivalsPlan>

const CALENDAR_MARGIN_MS = 60 * DAY_MS

/** Prepares a run: arrivals in their order, calendars as UTC intervals, teams, promises. `known` keeps the arrivals of the same tickets for plans to come. */
export function planRun(workflow: Workflow, program: Program, tickets: readonly Ticket[], scenario: Scenario, zones: ZoneOffsets, known: KnownArrivals = new Map()): RunPlan {
  const assumptions: Assumption[] = []
  const warnings: string[] = []
  const zone = 'timezone' in scenario.arrivals ? scenario.arrivals.timezone : undefined
  const home = zone ?? Object.values(workflow.spec.calendars ?? {})[0]?.timezone ?? 'UTC'
  // All that arrivals are made of, besides the tickets.
  const { arrivals, volume, seed, window, channelMap } = scenario
  const key = canonicalJson({ arrivals, volume, seed, window, channelMap, home, channels: program.starts.map((each) => each.channels) })
  const coming = known.get(key) ?? planArrivals(tickets, program, scenario, home, zones)
  known.set(key, coming)
  assumptions.push(...coming.assumptions)
  warnings.push(...coming.warnings)
  const { start, from, to, end } = coming
  const inside = [...programsIn(program).values()]
  const calendars = new Map([{ key: undefined, workflow }, ...inside].flatMap(({ key, workflow: { spec } }) =>
    Object.entries(spec.calendars ?? {}).map(([id, calendar]) => [calendarKey(key, id), compileCalendar(calendar, start - CALENDAR_MARGIN_MS, end + CALENDAR_MARGIN_MS, zones)] as const)))
  const teams = teamsOf(workflow, inside).map(({ id, key, team }): PlannedTeam => {
    const override = scenario.teams[id]
    const written = override?.shifts ?? team.shifts
    const wanted = override?.headcount ?? undefined
    const counts = wanted === undefined ? written.map((shift) => shift.headcount) : spread(wanted, written.map((shift) => shift.headcount))
    const shifts = shiftsOf(written.map((shift, index) => ({ calendar: calendarKey((override?.shifts ?? null) === null ? key : undefined, shift.calendar), headcount: counts[index] ?? 0 })), calendars, `team ${id}`, warnings)
    const planned = { id, title: team.title ?? id, shifts, headcount: counts.reduce((sum, count) => sum + count, 0), capacity: team.capacity, skills: team.skills }
    const { shrinkage, routing, onShiftEnd, rates: { humanHour } } = scenario
    if (override === undefined) return { ...planned, shrinkage, routing, onShiftEnd, named: null, humanHour }
    const named = override.people === null ? null : peopleOf(override.people, id, team, shifts, calendars, warnings)
    return { ...planned, shrinkage: override.shrinkage, routing: override.routing, onShiftEnd: override.onShiftEnd, named, humanHour: override.humanHour, ...(named === null ? {} : { shifts: named.map(({ open }) => ({ open, headcount: 1 })), headcount: named.length }) }
  })
  warnings.push(...teams.flatMap((team) => rulesWithoutEffect(team, scenario)))
  for (const id of Object.keys(scenario.teams)) if (!teams.some((team) => team.id === id)) warnings.push(`The scenario changes team ${id}, which the flow does not have.`)
  const portsOf = (key: string | undefined): ConditionPorts => ({
    isOpen: (calendar, at) => { const open = calendars.get(calendarKey(key, calendar)); return open !== undefined && isOpenAt(open, at) },
    zoneOffsetMs: (zone, at) => zones.offsetAt(zone, at),
  })
  return {
    workflow, program: withPorts(program, (each) => portsOf(each === program ? undefined : each.key)), scenario, teams, calendars, start, from, to, end, assumptions, warnings, tickets,
    arrivals: coming.of(0), pool: coming.pool, arrivalsIn: coming.of,
    today: todayOf(scenario, teams, calendars, warnings),
    slas: slaPolicies(workflow, calendars),
    clocks: clocksOf(scenario, calendars, warnings),
    issueType: issueTypeSite(workflow, scenario.issueTypeFrom),
  }
}

/** The arrivals of a replication of the plan: the same in all for a trace, others for each where they are drawn. */
export function arrivalsOf(plan: RunPlan, replication: number): readonly Arrival[] {
  return plan.arrivalsIn(replication)
}

/** The name of a calendar in a run: those of a subflow's workflow stand behind its name and version. */
export function calendarKey(workflow: string | undefined, calendar: string): string {
  return workflow === undefined ? calendar : `${workflow}/${calendar}`
}

/** The workflow that a command means. */
export function workflowOf(plan: RunPlan, key: string | undefined): Workflow {
  return key === undefined ? plan.workflow : (programsIn(plan.program).get(key)?.workflow ?? plan.workflow)
}

/** What a task's chance is keyed by: its node or monitor, within a subflow its run of it too. */
export function placeOf({ workflow, taskId }: { readonly workflow?: string; readonly taskId: string }, id: string): string {
  return workflow === undefined ? id : taskId
}

// Teams of one name are the same people, whichever workflow of the ticket names them; the outer one says how many they are.
function teamsOf(workflow: Workflow, inside: readonly Program[]): readonly { readonly id: string; readonly key: string | undefined; readonly team: TeamSpec }[] {
  const found = new Map<string, { readonly id: string; readonly key: string | undefined; readonly team: TeamSpec }>()
  for (const { key, workflow: { spec } } of [{ key: undefined, workflow }, ...inside]) {
    for (const [id, team] of Object.entries(spec.teams ?? {})) if (!found.has(id)) found.set(id, { id, key, team })
  }
  return [...found.values()]
}

const PERSONAL = ['agentSelection', 'queueSelection', 'relaxSkillsAfter', 'reserve', 'affinityWait', 'assignedCap'] as const

// Rules that tell people apart say nothing of a team in which they are alike.
function rulesWithoutEffect(team: PlannedTeam, { document: { spec } }: Scenario): readonly string[] {
  const given = PERSONAL.filter((rule) => (spec.teams?.[team.id]?.routing?.[rule] ?? spec.routing?.[rule]) !== undefined)
  if (given.length === 0 || !isPooled(team)) return []
  return [`The people of team ${team.id} are alike, so ${given.join(' and ')} ${given.length === 1 ? 'has' : 'have'} no effect there: write routing.people: individual, or name them in teams.${team.id}.people.`]
}

function clocksOf({ clocks, customer: { activity } }: Scenario, calendars: ReadonlyMap<string, OpenTime>, warnings: string[]): readonly PlannedClock[] {
  if (activity !== null && !calendars.has(activity)) warnings.push(`The scenario lets customers write in calendar ${activity}, which the flow does not have; they write at any hour.`)
  return clocks.flatMap(({ metric, targets, calendar }): readonly PlannedClock[] => {
    const open = calendar === null ? null : calendars.get(calendar)
    if (open !== undefined) return [{ metric, targets, calendar: open }]
    warnings.push(`The clock ${metric} of the scenario counts in calendar ${calendar ?? ''}, which the flow does not have; it is left out.`)
    return []
  })
}

function peopleOf(people: readonly PersonDocument[], team: string, { skills }: TeamSpec, shifts: readonly Shift[], calendars: ReadonlyMap<string, OpenTime>, warnings: string[]): readonly PlannedPerson[] {
  const all = Object.fromEntries(Object.keys(skills).map((skill) => [skill, 1]))
  return people.flatMap((person): readonly PlannedPerson[] => {
    const open = person.calendar === undefined ? shifts[0]?.open : calendars.get(person.calendar)
    if (open !== undefined) return [{ id: person.id, skills: person.skills ?? all, open }]
    warnings.push(`${person.id} of team ${team} works in calendar ${person.calendar ?? ''}, which the flow does not have, and so never.`)
    return []
  })
}

function shiftsOf(written: readonly { readonly calendar: string; readonly headcount: number }[], calendars: ReadonlyMap<string, OpenTime>, owner: string, warnings: string[]): readonly Shift[] {
  return written.flatMap(({ calendar, headcount }) => {
    const open = calendars.get(calendar)
    if (open !== undefined) return [{ open, headcount }]
    warnings.push(`The shift of ${owner} names calendar ${calendar}, which the flow does not have; nobody works in it.`)
    return []
  })
}

function todayOf(scenario: Scenario, teams: readonly PlannedTeam[], calendars: ReadonlyMap<string, OpenTime>, warnings: string[]): PlannedTeam {
  const chat = Math.max(1, ...teams.map((team) => team.capacity['chat'] ?? 1))
  const given = scenario.baseline.teams
  const shifts = given === null ? teams.flatMap((team) => team.shifts) : shiftsOf(given, calendars, 'the baseline', warnings)
  return {
    id: 'today', title: 'Today', shifts, headcount: shifts.reduce((sum, shift) => sum + shift.headcount, 0), capacity: { chat }, skills: {},
    shrinkage: scenario.baseline.shrinkage, routing: scenario.routing, onShiftEnd: scenario.onShiftEnd, named: null, humanHour: scenario.rates.humanHour,
  }
}

/** Spreads people over shifts in proportion to what stood there (largest remainder, earlier shifts first). */
function spread(people: number, counts: readonly number[]): readonly number[] {
  const sum = counts.reduce((total, count) => total + count, 0)
  if (sum === 0) return counts.map((_, index) => (index === 0 ? people : 0))
  const exact = counts.map((count) => (people * count) / sum)
  const whole = exact.map(Math.floor)
  const left = people - whole.reduce((total, count) => total + count, 0)
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.index - b.index)
  const extra = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return whole.map((count, index) => count + (extra.has(index) ? 1 : 0))
}
