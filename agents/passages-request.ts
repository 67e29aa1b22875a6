import type { AgentView } from '../core/engine/agent-contract.ts'
import type { Passage } from '../core/signals/signal-answer.ts'
import type { PassagesRequest } from '../core/signals/signal-request.ts'
import type { Workflow } from '../core/spec/workflow.ts'
import { isOwnResolution } from './own-resolution.ts'
import { customerMessages, ownWords, requestText } from './customer-text.ts'

// Always the same number, so that moving a threshold or a limit never needs the model again.
const passagesAsked = 12

/** The search for passages that answer a ticket: its request and, once the conversation has gone on, the last message. Nothing where there is no text or no allowed source. */
export function passagesRequest(view: AgentView): PassagesRequest | undefined {
  const sources = allowedSources(view)
  const text = searchText(view)
  return sources === undefined || text === '' ? undefined : { kind: 'passages', text, sources, limit: passagesAsked }
}

/** Whether the policies of the workflow let this agent use third-party sources. */
export function mayUseThirdParty(workflow: Workflow, agentId: string): boolean {
  const policy = workflow.spec.policies?.thirdPartySources
  return policy?.allowed === true && (policy.onlyFor === undefined || policy.onlyFor.includes(agentId))
}

/** Whether a passage comes from outside: by its own mark or by the trust of its source. */
export function isThirdParty(workflow: Workflow, passage: Passage): boolean {
  return passage.thirdParty || workflow.spec.knowledge?.[passage.source]?.trust === 'thirdParty'
}

/** The passages that this agent may use, the best of each article, best first; never the ticket's own past resolution. */
export function usablePassages(view: AgentView, passages: readonly Passage[]): readonly Passage[] {
  const open = mayUseThirdParty(view.workflow, view.agentId)
  const allowed = passages.filter((passage) => (open || !isThirdParty(view.workflow, passage)) && !isOwnResolution(view, passage))
  const ranked = [...allowed].sort((one, other) => other.confidence - one.confidence || (one.passageId < other.passageId ? -1 : 1))
  return ranked.filter((passage, rank) => ranked.findIndex((other) => other.articleId === passage.articleId) === rank)
}

// Undefined: the agent lists sources, and none of them is allowed. An empty list stands for all of them.
function allowedSources(view: AgentView): readonly string[] | undefined {
  const listed = view.agent.knowledge ?? []
  if (listed.length === 0) return []
  const open = mayUseThirdParty(view.workflow, view.agentId)
  const allowed = listed.filter((id) => open || view.workflow.spec.knowledge?.[id]?.trust !== 'thirdParty')
  return allowed.length === 0 ? undefined : allowed
}

function searchText(view: AgentView): string {
  const request = requestText(view)
  const messages = customerMessages(view)
  const last = messages.length < 2 ? undefined : messages.at(-1)
  const addition = last === undefined ? '' : ownWords(last.text)
  return addition === '' || request.includes(addition) ? request : `${request}\n\n${addition}`
}
