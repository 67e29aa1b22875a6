import type { LintRule } from '../lint-context.ts'

/** LUM407: a team can take something on every channel that it serves. */
export const teamCapacity: LintRule = ({ workflow, report }) =>
  Object.entries(workflow.spec.teams ?? {}).flatMap(([id, team]) => {
    const nobody = team.shifts.every((shift) => shift.headcount === 0)
    return team.channels.flatMap((channel) => {
      if (!nobody && (team.capacity[channel] ?? 0) > 0) return []
      return [report('LUM407', { team: id, channel }, ['spec', 'teams', id, ...(nobody ? ['shifts'] : team.capacity[channel] === undefined ? ['capacity'] : ['capacity', channel])])]
    })
  })
