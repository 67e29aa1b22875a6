import type { Value } from '../../core/conditions/value.ts'
import type { TeamSpec } from '../../core/spec/workflow.ts'
import { asList, asText, atPath } from '../read-value.ts'

/** The skill ids that a ticket needs, and the paths that have no value in its context. */
export type RequiredSkills = { readonly skills: readonly string[]; readonly unknown: readonly string[] }

/** Looks the paths of `requireSkills` up in the context; a path without dots may also be the id of a skill itself. */
export function requiredSkills(paths: readonly string[], context: Readonly<Record<string, Value>>, teams: Readonly<Record<string, TeamSpec>>): RequiredSkills {
  const skills: string[] = []
  const unknown: string[] = []
  for (const path of paths) {
    const value = atPath(context, path)
    const single = asText(value)
    const listed = asList(value).flatMap((item) => asText(item) ?? [])
    if (single !== undefined) skills.push(single)
    else if (listed.length > 0) skills.push(...listed)
    else if (!path.includes('.') && Object.values(teams).some((team) => Object.hasOwn(team.skills, path))) skills.push(path)
    else unknown.push(path)
  }
  return { skills: [...new Set(skills)], unknown }
}
