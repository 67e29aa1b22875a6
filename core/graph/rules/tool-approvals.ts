import { effectWords } from '../effect-words.ts'
import type { LintRule } from '../lint-context.ts'

/** LUM203: where an agent may choose to call a tool that acts outside or cannot be undone, a person must allow it. */
export const toolApprovals: LintRule = ({ workflow, report }) => {
  const { agents, tools, policies } = workflow.spec
  const approved = new Set((policies?.approvals ?? []).flatMap((approval) => approval.tools))
  return Object.entries(agents).flatMap(([id, agent]) => (agent.tools ?? []).flatMap((tool, index) => {
    const effect = tools?.[tool]?.effect
    const grave = effect === 'external' || effect === 'destructive'
    return grave && !approved.has(tool) ? [report('LUM203', { agent: id, tool, effect: effectWords[effect] }, ['spec', 'agents', id, 'tools', index])] : []
  }))
}
