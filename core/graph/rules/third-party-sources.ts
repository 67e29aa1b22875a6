import type { LintRule } from '../lint-context.ts'

/** LUM205: an agent uses third-party knowledge only where the policy allows it. */
export const thirdPartySources: LintRule = ({ workflow, report }) => {
  const { agents, knowledge, policies } = workflow.spec
  const policy = policies?.thirdPartySources
  return Object.entries(agents).flatMap(([id, agent]) => (agent.knowledge ?? []).flatMap((name, index) => {
    if (knowledge?.[name]?.trust !== 'thirdParty') return []
    const allowed = policy?.allowed === true && (policy.onlyFor === undefined || policy.onlyFor.includes(id))
    return allowed ? [] : [report('LUM205', { knowledge: name, agent: id }, ['spec', 'agents', id, 'knowledge', index])]
  }))
}
