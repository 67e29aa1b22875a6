import type { ForeignLanguage } from '../conditions/translation-gaps.ts'

/** What a flow can use and an export target may not have, by how people call it. */
export const flowFeatures = {
  agent: 'an agent node',
  tool: 'a tool node',
  decision: 'a decision',
  loop: 'a loop',
  maxVisits: 'a limit on visits (maxVisits)',
  joinAll: 'a join of all arms',
  joinAny: 'a join of the first arm (mode any)',
  joinQuorum: 'a join of some arms (quorum, require)',
  cancelArms: 'cancelling the arms that are not needed any more',
  interrupt: 'an interrupting trigger',
  notify: 'a trigger that runs beside the flow (notify)',
  triggerMemory: 'sustain, rearm, limit and cooldown of a trigger',
  monitor: 'a monitor',
  human: 'a task for people',
  awaitReply: 'waiting for a reply',
  wait: 'a wait node',
  nodeTimeout: 'a timeout of a node',
  businessClock: 'a timeout on open hours (clock)',
  retry: 'retries with pauses',
  catch: 'an error route by code (catch)',
  approval: 'approval of tool calls by people',
  sample: 'running a node for a share of the tickets (sample)',
  subflow: 'another workflow inside this one',
  typedContext: 'types of outputs and variables',
  memory: 'memory of agents',
  knowledge: 'knowledge of agents',
  teams: 'teams with skills and shifts',
  slas: 'service levels',
  secrets: 'secrets by name',
} as const

/** The name of a feature. */
export type FlowFeature = keyof typeof flowFeatures

/** How a target has a feature: as it is, by a construction that may lose something, or not at all. */
export type FeatureFit =
  | { readonly kind: 'exact' }
  | { readonly kind: 'built'; readonly instead: string; readonly loses: boolean }
  | { readonly kind: 'lost'; readonly instead: string; readonly changesMeaning: boolean }

/** The names of the export targets. */
export type TargetId = 'bpmn' | 'restate' | 'agentSpec' | 'openWorkflow'

/** What an export target can take over, and in which language it writes conditions; without one, conditions are evaluated by our own kernel or by a worker. */
export type TargetProfile = {
  readonly id: TargetId
  readonly title: string
  readonly conditions: ForeignLanguage | undefined
  readonly features: Readonly<Record<FlowFeature, FeatureFit>>
}
