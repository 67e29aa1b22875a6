import { assertNever } from '../assert-never.ts'
import type { SpecPath } from '../spec/finding.ts'
import type { FlowNode, JoinNode, Workflow } from '../spec/workflow.ts'
import { circlesAmong } from './cycles.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { FlowFeature } from './target-profile.ts'

/** A place of a workflow that uses a feature. */
export type FeatureUse = { readonly feature: FlowFeature; readonly path: SpecPath }

function joinUses(join: JoinNode, path: SpecPath): readonly FeatureUse[] {
  const some = join.mode === 'quorum' || (join.require ?? []).length > 0
  const mayCancel = join.remaining !== 'continue' && (join.mode !== 'all' || (join.timeout !== undefined && join.onTimeout === 'proceed'))
  return [
    { feature: some ? 'joinQuorum' : join.mode === 'any' ? 'joinAny' : 'joinAll', path: [...path, 'mode'] },
    ...(mayCancel ? [{ feature: 'cancelArms' as const, path: [...path, join.remaining === undefined ? 'mode' : 'remaining'] }] : []),
  ]
}

function ownUses(node: FlowNode, path: SpecPath): readonly FeatureUse[] {
  switch (node.kind) {
    case 'agent':
      return [{ feature: 'agent', path }, ...(node.sample === undefined ? [] : [{ feature: 'sample' as const, path: [...path, 'sample'] }])]
    case 'tool':
    case 'decision':
    case 'human':
    case 'wait':
    case 'subflow':
      return [{ feature: node.kind, path }]
    case 'join':
      return joinUses(node, path)
    case 'message':
      return node.await === undefined ? [] : [{ feature: 'awaitReply', path: [...path, 'await'] }]
    case 'start':
    case 'parallel':
    case 'end':
      return []
    default:
      return assertNever(node)
  }
}

function nodeUses(workflow: Workflow): readonly FeatureUse[] {
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]): readonly FeatureUse[] => {
    const path = ['spec', 'flow', 'nodes', id]
    const common = [['maxVisits', 'maxVisits', node.maxVisits], ['nodeTimeout', 'timeout', node.timeout], ['businessClock', 'clock', node.clock], ['retry', 'retry', node.retry], ['catch', 'catch', node.catch]] as const
    return [...ownUses(node, path), ...common.flatMap(([feature, key, value]) => (value === undefined ? [] : [{ feature, path: [...path, key] }]))]
  })
}

function triggerUses(workflow: Workflow): readonly FeatureUse[] {
  return (workflow.spec.triggers ?? []).flatMap((trigger, index): readonly FeatureUse[] => {
    const path = ['spec', 'triggers', index]
    const kept = (['sustain', 'rearm', 'limit', 'cooldown'] as const).find((key) => trigger[key] !== undefined)
    return [{ feature: trigger.mode, path: [...path, 'mode'] }, ...(kept === undefined ? [] : [{ feature: 'triggerMemory' as const, path: [...path, kept] }])]
  })
}

/** Every place of a workflow that uses something which an export target may not have; parts that hold for the whole workflow are named once. */
export function featureUses(workflow: Workflow, graph: FlowGraph): readonly FeatureUse[] {
  const { spec } = workflow
  const next = (id: string): readonly string[] => graph.outOf(id).flatMap((link) => (link.kind === 'onMaxVisits' ? [] : [link.target]))
  const whole = [['teams', spec.teams], ['slas', spec.slas]] as const
  return [
    ...nodeUses(workflow),
    ...circlesAmong(graph.ids, next).map((circle): FeatureUse => ({ feature: 'loop', path: ['spec', 'flow', 'nodes', circle[0] ?? ''] })),
    ...triggerUses(workflow),
    ...Object.keys(spec.monitors ?? {}).map((id): FeatureUse => ({ feature: 'monitor', path: ['spec', 'monitors', id] })),
    ...(spec.policies?.approvals ?? []).map((_, index): FeatureUse => ({ feature: 'approval', path: ['spec', 'policies', 'approvals', index, 'id'] })),
    ...Object.entries(spec.agents).flatMap(([id, agent]): readonly FeatureUse[] => [
      ...(agent.memory === undefined ? [] : [{ feature: 'memory' as const, path: ['spec', 'agents', id, 'memory'] }]),
      ...((agent.knowledge ?? []).length === 0 ? [] : [{ feature: 'knowledge' as const, path: ['spec', 'agents', id, 'knowledge'] }]),
    ]),
    { feature: 'typedContext', path: ['spec', 'agents'] },
    ...whole.flatMap(([feature, part]) => (part === undefined || Object.keys(part).length === 0 ? [] : [{ feature, path: ['spec', feature] }])),
    ...(Object.values(spec.connections ?? {}).some((connection) => connection.auth.secretRef !== undefined) ? [{ feature: 'secrets' as const, path: ['spec', 'connections'] }] : []),
  ]
}
