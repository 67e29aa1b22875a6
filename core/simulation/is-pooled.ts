import type { PlannedTeam } from './run-plan.ts'

/** Whether the people of a team are alike: unless they are named, or the scenario tells them apart. */
export function isPooled({ routing, named }: Pick<PlannedTeam, 'routing' | 'named'>): boolean {
  return (routing.people ?? (named === null ? 'pooled' : 'individual')) === 'pooled'
}
