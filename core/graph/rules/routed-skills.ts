import type { LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'

/** LUM401: for every skill that an agent can ask for there is a team. */
export const routedSkills: LintRule = ({ workflow, sites, report }) => {
  const skills = new Set(Object.values(workflow.spec.teams ?? {}).flatMap((team) => Object.keys(team.skills)))
  return sites.flatMap((entry) => {
    const [, , agent, , key] = entry.site.path
    const asked = key === 'requireSkills' ? conditionOf(entry)?.type : undefined
    const type = asked?.kind === 'list' ? asked.items : asked
    if (type?.kind !== 'enum') return []
    return type.values.filter((value) => !skills.has(value)).map((skill) => report('LUM401', { skill, agent: String(agent) }, entry.site.path))
  })
}
