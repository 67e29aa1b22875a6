import type { LintRule } from '../lint-context.ts'

/** LUM407: a team can take something on every channel that it serves. */
export const teamCapacity: LintRule = ({ workflow, report }) =>
  Object.entries(workflow.spec.teams ?? {}).flatMap(([id, team]) => {
    const path = ['spec', 'teams', id]
    if (team.shifts.every((shift) => shift.headcount === 0)) {
      const [first] = team.shifts
      const place = team.shifts.length === 1 && first !== undefined ? [...path, 'shifts', 0, 'headcount'] : [...path, 'shifts']
      return [report('LUM407', { team: id, channel: team.channels.join(', '), why: 'nobody is on its shifts', hint: 'Set a headcount of at least 1 on one of its shifts.' }, place)]
    }
    return team.channels.flatMap((channel) => {
      const capacity = team.capacity[channel]
      if (capacity !== undefined && capacity > 0) return []
      const why = capacity === undefined ? 'it has no capacity for it' : 'its capacity for it is 0'
      return [report('LUM407', { team: id, channel, why, hint: `Set its capacity for ${channel} to at least 1, or take ${channel} from its channels.` }, [...path, 'capacity', ...(capacity === undefined ? [] : [channel])])]
    })
  })
