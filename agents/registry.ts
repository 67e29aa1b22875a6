import type { AgentCatalog } from '../core/engine/agent-contract.ts'
import type { RoleCatalog } from '../core/spec/role-catalog.ts'
import type { AgentType } from './define-agent.ts'
import { escalationRouting } from './escalation-routing/agent.ts'
import { icon as escalationRoutingIcon } from './escalation-routing/icon.ts'
import { humanHandoff } from './human-handoff/agent.ts'
import { icon as humanHandoffIcon } from './human-handoff/icon.ts'
import { inboundFilter } from './inbound-filter/agent.ts'
import { icon as inboundFilterIcon } from './inbound-filter/icon.ts'
import { knowledgeRetrieval } from './knowledge-retrieval/agent.ts'
import { icon as knowledgeRetrievalIcon } from './knowledge-retrieval/icon.ts'
import { qualityAssurance } from './quality-assurance/agent.ts'
import { icon as qualityAssuranceIcon } from './quality-assurance/icon.ts'
import { resolutionCheck } from './resolution-check/agent.ts'
import { icon as resolutionCheckIcon } from './resolution-check/icon.ts'
import { responder } from './responder/agent.ts'
import { icon as responderIcon } from './responder/icon.ts'
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
  { ...knowledgeRetrieval, folder: 'knowledge-retrieval', icon: knowledgeRetrievalIcon },
  { ...responder, folder: 'responder', icon: responderIcon },
  { ...escalationRouting, folder: 'escalation-routing', icon: escalationRoutingIcon },
  { ...humanHandoff, folder: 'human-handoff', icon: humanHandoffIcon },
  { ...resolutionCheck, folder: 'resolution-check', icon: resolutionCheckIcon },
  { ...qualityAssurance, folder: 'quality-assurance', icon: qualityAssuranceIcon },
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
