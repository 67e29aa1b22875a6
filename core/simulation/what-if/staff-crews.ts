import { nearestName } from '../../conditions/nearest-name.ts'
import type { TeamChangeDocument } from '../../spec/scenario.ts'
import type { TeamSpec, Workflow } from '../../spec/workflow.ts'
import type { WrittenProblem } from './kpi-reference.ts'
import { problem } from './kpi-reference.ts'
import type { Crew } from './staff.ts'
import type { Variant } from './what-if-step.ts'

/** A crew and where it stands: a team as a whole (`shift` null), or one of its shifts. */
export type PlacedCrew = Crew & { readonly team: string; readonly shift: number | null; readonly weeklyHours: number }

const LEAST_MOST = 20
const MOST_FACTOR = 5

/** Reads which people may change: `team`, or `team:calendar` for one shift; all teams where nothing is named. `most` bounds each. */
export function readCrews({ workflow, scenario }: Variant, named: readonly string[], most: number | null, humanHour: number): readonly PlacedCrew[] | WrittenProblem {
  const teams = workflow.spec.teams ?? {}
  const ids = Object.keys(teams)
  if (ids.length === 0) return problem('The flow has no teams: there is nobody to count.', 'Add a team to the flow, or ask another question.')
  const crews: PlacedCrew[] = []
  for (const text of named.length === 0 ? ids : named) {
    const [id = '', shiftName] = text.split(':')
    const team = teams[id]
    if (team === undefined) {
      const near = nearestName(id, ids)
      return problem(`The flow has no team "${id}".`, near === undefined ? `Its teams are ${ids.join(', ')}.` : `Did you mean ${near}?`)
    }
    const change = scenario.spec.teams?.[id]
    if (change?.people !== undefined) return problem(`Team ${id} is made of named people in the scenario, so their number cannot be searched.`, `Leave out teams.${id}.people of the scenario, or search another team.`)
    const shifts = shiftsOf(team, change)
    const rate = change?.humanHour ?? humanHour
    const title = team.title ?? id
    if (shiftName === undefined) {
      const present = change?.headcount ?? shifts.reduce((sum, shift) => sum + shift.headcount, 0)
      const hours = shifts.reduce((sum, shift) => sum + hoursOf(workflow, shift.calendar) * Math.max(shift.headcount, 1e-9), 0) / shifts.reduce((sum, shift) => sum + Math.max(shift.headcount, 1e-9), 0)
      crews.push({ id, title, team: id, shift: null, present, most: most ?? Math.max(LEAST_MOST, present * MOST_FACTOR), weekly: hours * rate, weeklyHours: hours })
      continue
    }
    const index = shifts.findIndex((shift, at) => shift.calendar === shiftName || String(at) === shiftName)
    const shift = shifts[index]
    if (shift === undefined) return problem(`Team ${id} has no shift "${shiftName}".`, `Name a shift by its calendar: ${shifts.map((one) => `${id}:${one.calendar}`).join(', ')}.`)
    if (change?.headcount !== undefined) return problem(`The scenario sets the headcount of team ${id} as a whole, so its shifts cannot be searched one by one.`, `Leave out teams.${id}.headcount of the scenario, or search ${id}.`)
    const hours = hoursOf(workflow, shift.calendar)
    crews.push({ id: `${id}:${shift.calendar}`, title: `${title}, ${shift.calendar}`, team: id, shift: index, present: shift.headcount, most: most ?? Math.max(LEAST_MOST, shift.headcount * MOST_FACTOR), weekly: hours * rate, weeklyHours: hours })
  }
  const twice = crews.find((crew, index) => crews.some((other, at) => at < index && (other.id === crew.id || (other.team === crew.team && (other.shift === null || crew.shift === null)))))
  return twice === undefined ? crews : problem(`Team ${twice.team} is named twice.`, 'Name a team once, or each of its shifts once.')
}

/** The flow with so many people in each crew; the scenario's teams stand before those of the flow. */
export function withCrews({ workflow, scenario }: Variant, crews: readonly PlacedCrew[], counts: readonly number[]): Variant {
  const teams: Record<string, TeamChangeDocument> = { ...scenario.spec.teams }
  for (const [index, crew] of crews.entries()) {
    const count = counts[index] ?? crew.present
    const change = teams[crew.team]
    const shifts = shiftsOf(workflow.spec.teams?.[crew.team], change)
    teams[crew.team] = crew.shift === null ? { ...change, headcount: count } : { ...change, shifts: shifts.map((shift, at) => (at === crew.shift ? { ...shift, headcount: count } : shift)) }
  }
  return { workflow, scenario: { ...scenario, spec: { ...scenario.spec, teams } } }
}

/** The most people in each crew at work at every hour of the week: what people alone could ever do. */
export function roundTheClock({ workflow, scenario }: Variant, crews: readonly PlacedCrew[]): Variant {
  const calendars = workflow.spec.calendars ?? {}
  let name = 'always'
  while (name in calendars) name = `${name}x`
  const always = { timezone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, from: '00:00', to: '24:00' }] }
  const teams: Record<string, TeamChangeDocument> = { ...scenario.spec.teams }
  for (const team of new Set(crews.map((crew) => crew.team))) {
    const most = crews.filter((crew) => crew.team === team).reduce((sum, crew) => sum + crew.most, 0)
    const { headcount: _headcount, ...rest } = teams[team] ?? {}
    teams[team] = { ...rest, shifts: [{ calendar: name, headcount: most }] }
  }
  return {
    workflow: { ...workflow, spec: { ...workflow.spec, calendars: { ...calendars, [name]: { ...always, open: always.open.map((hours) => ({ ...hours, days: [...hours.days] })) } } } },
    scenario: { ...scenario, spec: { ...scenario.spec, teams } },
  }
}

type ShiftOf = { readonly calendar: string; readonly headcount: number }

function shiftsOf(team: TeamSpec | undefined, change: TeamChangeDocument | undefined): readonly ShiftOf[] {
  return change?.shifts ?? team?.shifts ?? []
}

/** The open hours of a calendar in a week without holidays. */
function hoursOf({ spec }: Workflow, calendar: string): number {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  return (spec.calendars?.[calendar]?.open ?? []).reduce((sum, { days, from, to }) => sum + (days.length * (minutes(to) - minutes(from))) / 60, 0)
}
