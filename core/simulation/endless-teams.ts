import type { TeamSnapshot } from '../engine/agent-contract.ts'
import { alwaysOpen } from '../calendars/calendar.ts'
import type { PlannedTeam, RunPlan } from './run-plan.ts'

/** The teams with people enough at any hour: no ticket waits for another. */
export function endlessTeams(plan: RunPlan): readonly PlannedTeam[] {
  const headcount = plan.arrivals.length * 8 + 10
  return plan.teams.map((team) => ({ ...team, headcount, named: null, routing: { ...team.routing, people: 'pooled' as const }, shifts: [{ open: alwaysOpen(plan.start, plan.end), headcount }] }))
}

/** The teams as routing would see them in a quiet moment within their shifts. */
export function idleSnapshots(teams: readonly PlannedTeam[], channel: string): readonly TeamSnapshot[] {
  return teams.map(({ id, headcount, capacity }) => {
    const seats = headcount * (capacity[channel] ?? 1)
    return { id, onShift: headcount > 0, people: headcount, seats, freeSeats: seats, utilisation: 0, queued: 0 }
  })
}
