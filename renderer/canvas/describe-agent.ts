import type { AgentType } from '../../agents/define-agent.ts'
import { agentByRole } from '../../agents/registry.ts'
import type { RegisteredAgent } from '../../agents/registry.ts'
import type { Workflow } from '../../core/spec/workflow.ts'

/** The agent type that plays a role. */
export function agentTypeOf(role: string): RegisteredAgent | undefined {
  return agentByRole(role)
}

/** The outline of an agent's icon, for a 24 by 24 box. */
export function agentIconPath(role: string): string | null {
  return agentByRole(role)?.icon ?? null
}

/** The title of a declared agent: its own, else that of its type. */
export function agentTitle(workflow: Workflow, agentId: string): string | undefined {
  const agent = workflow.spec.agents[agentId]
  return agent === undefined ? undefined : (agent.title ?? agentTypeOf(agent.role)?.palette.title)
}

/** One sentence about what a declared agent does with its settings. */
export function describeAgent(workflow: Workflow, agentId: string): string {
  const agent = workflow.spec.agents[agentId]
  if (agent === undefined) return `The agent “${agentId}” is not declared`
  const type = agentTypeOf(agent.role)
  return type === undefined ? `There is no agent type “${agent.role}”` : type.describe(agent, workflow)
}

/** The colour family of a declared agent. */
export function agentFamily(workflow: Workflow, agentId: string): AgentType['palette']['family'] {
  const agent = workflow.spec.agents[agentId]
  return (agent === undefined ? undefined : agentTypeOf(agent.role)?.palette.family) ?? 'flow'
}
