import type { AgentCatalog } from '../core/engine/agent-contract.ts'
import type { RoleCatalog } from '../core/spec/role-catalog.ts'
import type { AgentType } from './define-agent.ts'
import { escalationRouting } from './escalation-routing/agent.ts'
import { icon as escalationRoutingIcon } from './escalation-routing/icon.ts'
import { inboundFilter } from './inbound-filter/agent.ts'
import { icon as inboundFilterIcon } from './inbound-filter/icon.ts'
import { resolutionCheck } from './resolution-check/agent.ts'
import { icon as resolutionCheckIcon } from './resolution-check/icon.ts'
import { sentimentAnalysis } from './sentiment/agent.ts'
import { icon as sentimentIcon } from './sentiment/icon.ts'
import { ticketTriage } from './triage/agent.ts'
import { icon as triageIcon } from './triage/icon.ts'

/** An agent type with its folder's name and its icon. */
export type RegisteredAgent = AgentType & { readonly folder: string; readonly icon: string }

/** Every agent type, in the order of the palette; the listing is the catalogue. */
export const agentTypes: readonly RegisteredAgent[] = [
  { ...inboundFilter, folder: 'inbound-filter', icon: inboundFilterIcon },
  { ...ticketTriage, folder: 'triage', icon: triageIcon },
  { ...sentimentAnalysis, folder: 'sentiment', icon: sentimentIcon },
  { ...resolutionCheck, folder: 'resolution-check', icon: resolutionCheckIcon },
  { ...escalationRouting, folder: 'escalation-routing', icon: escalationRoutingIcon },
]

const byRole: ReadonlyMap<string, RegisteredAgent> = new Map(agentTypes.map((agent) => [agent.type, agent]))

/** The agent type of a role, or undefined where there is none. */
export function agentByRole(role: string): RegisteredAgent | undefined {
  return byRole.get(role)
}

/** The agents as a run needs them. */
export const agentCatalog: AgentCatalog = { runtimeOf: (role) => byRole.get(role)?.runtime }

/** The agents as the linter needs them. */
export const roleCatalog: RoleCatalog = {
  roles: agentTypes.map((agent) => agent.type),
  contractOf(role) {
    const agent = byRole.get(role)
    return agent === undefined ? undefined : { role, requiredOutputs: agent.outputs.required, checkParams: agent.checkParams }
  },
}
