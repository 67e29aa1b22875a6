import type { Finding } from '../spec/finding.ts'
import type { ParsedSpec } from '../spec/parse-spec.ts'
import { byPlace } from '../spec/by-place.ts'
import type { RoleCatalog } from '../spec/role-catalog.ts'
import { findingAt } from '../spec/source-finding.ts'
import { layoutFindings } from './layout-findings.ts'
import type { LintRule } from './lint-context.ts'
import { lintContext } from './lint-context.ts'
import type { LintSurroundings } from './lint-surroundings.ts'
import { absentValues } from './rules/absent-values.ts'
import { agentBudget } from './rules/agent-budget.ts'
import { approvalTimeouts } from './rules/approval-timeouts.ts'
import { askingForPeople } from './rules/asking-for-people.ts'
import { baseUrls } from './rules/base-urls.ts'
import { blindMemory } from './rules/blind-memory.ts'
import { boundSecrets } from './rules/bound-secrets.ts'
import { calendarHours } from './rules/calendar-hours.ts'
import { callbackHours } from './rules/callback-hours.ts'
import { cancelledEffects } from './rules/cancelled-effects.ts'
import { catchOrder } from './rules/catch-order.ts'
import { channelStarts } from './rules/channel-starts.ts'
import { conditionProblems } from './rules/condition-problems.ts'
import { coveredBranches } from './rules/covered-branches.ts'
import { deadEnds } from './rules/dead-ends.ts'
import { decisionAudit } from './rules/decision-audit.ts'
import { errorReturns } from './rules/error-returns.ts'
import { exactText } from './rules/exact-text.ts'
import { firstResponses } from './rules/first-responses.ts'
import { handoffTimeouts } from './rules/handoff-timeouts.ts'
import { instructionText } from './rules/instruction-text.ts'
import { joinCounts } from './rules/join-counts.ts'
import { joinPairs } from './rules/join-pairs.ts'
import { knownReferences } from './rules/known-references.ts'
import { knownWorkflows } from './rules/known-workflows.ts'
import { linkTargets } from './rules/link-targets.ts'
import { loopBounds } from './rules/loop-bounds.ts'
import { memoryRetention } from './rules/memory-retention.ts'
import { modelFallbacks } from './rules/model-fallbacks.ts'
import { openPorts } from './rules/open-ports.ts'
import { overflowCircles } from './rules/overflow-circles.ts'
import { ownKnowledge } from './rules/own-knowledge.ts'
import { parallelBlocks } from './rules/parallel-blocks.ts'
import { replyTime } from './rules/reply-time.ts'
import { retriedTools } from './rules/retried-tools.ts'
import { retryTime } from './rules/retry-time.ts'
import { roleContracts } from './rules/role-contracts.ts'
import { routedSkills } from './rules/routed-skills.ts'
import { routedTickets } from './rules/routed-tickets.ts'
import { selfConfidence } from './rules/self-confidence.ts'
import { settledConditions } from './rules/settled-conditions.ts'
import { slaOrder } from './rules/sla-order.ts'
import { slaTargets } from './rules/sla-targets.ts'
import { targetConditions } from './rules/target-conditions.ts'
import { targetLosses } from './rules/target-losses.ts'
import { teamCapacity } from './rules/team-capacity.ts'
import { teamLoad } from './rules/team-load.ts'
import { textTemplates } from './rules/text-templates.ts'
import { thirdPartyRedaction } from './rules/third-party-redaction.ts'
import { thirdPartySources } from './rules/third-party-sources.ts'
import { toolApprovals } from './rules/tool-approvals.ts'
import { toolScopes } from './rules/tool-scopes.ts'
import { triggerOverlap } from './rules/trigger-overlap.ts'
import { triggerRules } from './rules/trigger-rules.ts'
import { unreachedNodes } from './rules/unreached-nodes.ts'
import { unusedParts } from './rules/unused-parts.ts'
import { waitingArms } from './rules/waiting-arms.ts'
import { secretFindings, writtenSecrets } from './rules/written-secrets.ts'

/** Every rule, in the order in which they are asked. */
export const lintRules: readonly LintRule[] = [
  linkTargets, unreachedNodes, deadEnds, channelStarts, unusedParts, openPorts, parallelBlocks, joinPairs, joinCounts, waitingArms, cancelledEffects, loopBounds, agentBudget, errorReturns, catchOrder, retriedTools, retryTime,
  knownReferences, knownWorkflows, toolScopes, toolApprovals, roleContracts, thirdPartySources, ownKnowledge, modelFallbacks, blindMemory,
  conditionProblems, absentValues, settledConditions, coveredBranches, exactText, textTemplates,
  routedSkills, routedTickets, slaOrder, slaTargets, firstResponses, replyTime, teamCapacity, calendarHours, overflowCircles, handoffTimeouts, callbackHours, teamLoad,
  writtenSecrets, boundSecrets, baseUrls, instructionText, thirdPartyRedaction, approvalTimeouts, memoryRetention, decisionAudit, triggerRules, triggerOverlap, askingForPeople, selfConfidence,
  targetLosses, targetConditions,
]

/** Blocks may stand in one another, and an arm holds all that is in it: beyond this many the linter would not come to an end in time. */
const mostBlocks = 500

/** Everything that is wrong with a workflow, in the order of the file; what parsing found is part of it. */
export function lintWorkflow(parsed: ParsedSpec, roles: RoleCatalog, surroundings: LintSurroundings = {}): readonly Finding[] {
  const { source, workflow } = parsed
  // A secret is in the file whether or not the rest of it can be read.
  if (workflow === undefined) return [...parsed.findings, ...secretFindings(source)].toSorted(byPlace)
  const blocks = Object.values(workflow.spec.flow.nodes).filter((node) => node.kind === 'parallel').length
  if (blocks > mostBlocks) {
    const tooMany = findingAt(source, 'LUM012', { problem: `has ${blocks} parallel blocks, more than ${mostBlocks}`, hint: 'Move parts of it into workflows of their own, and run them by subflow nodes.' }, ['spec', 'flow', 'nodes'])
    return [...parsed.findings, tooMany].toSorted(byPlace)
  }
  const context = lintContext(source, workflow, roles, surroundings)
  // A library may hold more than one workflow needs.
  const found = lintRules.flatMap((rule) => rule(context)).filter((finding) => finding.code !== 'LUM105' || finding.file === undefined)
  return [...parsed.findings, ...found, ...(surroundings.layout === undefined ? [] : layoutFindings(source, workflow, surroundings.layout))].toSorted(byPlace)
}
