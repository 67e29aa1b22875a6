import type { LintRule } from '../lint-context.ts'

/** LUM206: an agent that answers from knowledge has a source of its own among its sources. */
export const ownKnowledge: LintRule = ({ workflow, report }) => {
  const { agents, knowledge } = workflow.spec
  return Object.entries(agents).flatMap(([id, agent]) => {
    // An agent that lists no source searches all of them; a source that is not there has a finding of its own.
    const sources = (agent.knowledge ?? []).map((name) => knowledge?.[name])
    if (sources.length === 0 || sources.some((source) => source === undefined || source.trust === 'internal')) return []
    return [report('LUM206', { agent: id }, ['spec', 'agents', id, 'knowledge'])]
  })
}
