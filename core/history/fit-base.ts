import type { WeeklyCalendar } from '../calendars/calendar.ts'
import type { HandleTimes } from '../simulation/scenario.ts'
import { resolveScenario } from '../simulation/resolve-scenario.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'
import type { DeskShift } from './today-desk.ts'

/** The scenario that a fit is to extend, with everything that it extends itself, and the calendars of its flow, where they are known. */
export type FitBase = { readonly scenario: ScenarioDocument; readonly calendars: Readonly<Record<string, WeeklyCalendar>> }

/** What a base states about today, so that a fit keeps it. */
export type StatedToday = {
  /** Who answers; the hours are null where the calendars are not known. */
  readonly people: { readonly headcount: number; readonly shifts: readonly DeskShift[] | null } | null
  readonly handleTime: HandleTimes | null
  /** What of the base a desk without its flow can be simulated with. */
  readonly desk: ScenarioDocument
}

type Spec = ScenarioDocument['spec']

/** Reads what a base states about the people and the handle times of today. */
export function statedToday({ scenario, calendars }: FitBase): StatedToday {
  const { spec } = scenario
  const { baseline, baselineHandleTime, handleTime } = spec
  const states = baseline?.handleTime !== undefined || baselineHandleTime !== undefined || handleTime !== undefined
  return { people: peopleOf(spec, calendars), handleTime: states ? resolveScenario(scenario).baseline.handleTime : null, desk: { ...scenario, spec: deskOf(spec) } }
}

function peopleOf({ baseline, overrides = {} }: Spec, calendars: FitBase['calendars']): StatedToday['people'] {
  if (baseline?.teams === undefined) return null
  const shifts = baseline.teams.flatMap(({ calendar, headcount }): readonly DeskShift[] => {
    const hours = calendarIn(overrides[`calendars.${calendar}`]) ?? calendars[calendar]
    return hours === undefined ? [] : [{ calendar: hours, headcount }]
  })
  const headcount = baseline.teams.reduce((sum, team) => sum + team.headcount, 0)
  return headcount === 0 ? null : { headcount, shifts: shifts.length === baseline.teams.length ? shifts : null }
}

/** Without calendars of a flow: the customers' hours, and whatever names a team or an agent, stay out. */
function deskOf({ customer, routing, onShiftEnd, handover, chatSlowdown, handleTime, baselineHandleTime, baseline }: Spec): Spec {
  const { activity: _hours, ...customers } = customer ?? {}
  return {
    customer: customers,
    ...(routing === undefined ? {} : { routing }), ...(onShiftEnd === undefined ? {} : { onShiftEnd }), ...(handover === undefined ? {} : { handover }), ...(chatSlowdown === undefined ? {} : { chatSlowdown }),
    ...(handleTime === undefined ? {} : { handleTime }), ...(baselineHandleTime === undefined ? {} : { baselineHandleTime }),
    ...(baseline?.handleTime === undefined ? {} : { baseline: { handleTime: baseline.handleTime } }),
  }
}

/** A calendar that a scenario writes into its flow, as an earlier fit does. */
function calendarIn(value: unknown): WeeklyCalendar | undefined {
  if (!isFields(value) || typeof value['timezone'] !== 'string' || !Array.isArray(value['open'])) return undefined
  const items: readonly unknown[] = value['open']
  const open = items.flatMap((rule): WeeklyCalendar['open'] => {
    if (!isFields(rule) || !Array.isArray(rule['days']) || typeof rule['from'] !== 'string' || typeof rule['to'] !== 'string') return []
    const days: readonly unknown[] = rule['days']
    return [{ days: days.filter((day) => typeof day === 'string'), from: rule['from'], to: rule['to'] }]
  })
  return open.length === 0 ? undefined : { timezone: value['timezone'], open }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
