import type { TargetId, TargetProfile } from '../../graph/target-profile.ts'
import { agentSpecProfile } from './agent-spec.ts'
import { bpmnProfile } from './bpmn.ts'
import { openWorkflowProfile } from './open-workflow.ts'
import { restateProfile } from './restate.ts'

/** What each export target can take over. */
export const targetProfiles: Readonly<Record<TargetId, TargetProfile>> = {
  bpmn: bpmnProfile,
  restate: restateProfile,
  agentSpec: agentSpecProfile,
  openWorkflow: openWorkflowProfile,
}

/** The names of the export targets. */
export const targetIds = ['bpmn', 'restate', 'agentSpec', 'openWorkflow'] as const satisfies readonly TargetId[]
