import type { OpenTime } from '../calendars/calendar.ts'
import { unionOf } from '../calendars/open-spans.ts'
import type { PlannedTeam, RunPlan } from './run-plan.ts'

/** When somebody of each team is on shift. */
export function teamHours(plan: Pick<RunPlan, 'start' | 'end'>, teams: readonly PlannedTeam[]): readonly OpenTime[] {
  return teams.map((team) => unionOf(team.shifts.filter((shift) => shift.headcount > 0).map((shift) => shift.open), { from: plan.start, to: plan.end }))
}
