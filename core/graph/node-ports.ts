import { assertNever } from '../assert-never.ts'
import type { SpecPath } from '../spec/finding.ts'
import type { FlowNode } from '../spec/workflow.ts'

/** One way out of a node; `path` leads from the node to the field that holds the target. */
export type NodePort = {
  readonly id: string
  readonly kind: 'then' | 'branch' | 'default' | 'arm' | 'outcome' | 'catch' | 'onMaxVisits'
  readonly target: string | undefined
  readonly path: SpecPath
}

/** The ways out of a node in the order in which they are drawn; a port that leads nowhere yet has no target. */
export function nodePorts(node: FlowNode): readonly NodePort[] {
  return [...ownPorts(node), ...commonPorts(node)]
}

function ownPorts(node: FlowNode): readonly NodePort[] {
  switch (node.kind) {
    case 'start':
    case 'agent':
    case 'tool':
    case 'join':
    case 'subflow':
      return [thenPort(node.then)]
    case 'decision':
      return [
        ...node.branches.map((branch, i): NodePort => ({ id: branch.id, kind: 'branch', target: branch.then, path: ['branches', i, 'then'] })),
        { id: 'default', kind: 'default', target: node.default, path: ['default'] },
      ]
    case 'parallel':
      return node.arms.map((arm, i): NodePort => ({ id: arm.id, kind: 'arm', target: arm.then, path: ['arms', i, 'then'] }))
    case 'message':
      return node.await === undefined && node.choices === undefined ? [thenPort(node.then)] : outcomePorts(node.outcomes ?? {}, messageOutcomes(node.choices))
    case 'wait':
      return node.outcomes === undefined ? [thenPort(node.then)] : outcomePorts(node.outcomes, [])
    case 'human':
      return outcomePorts(node.outcomes, node.task === 'approval' ? ['approved', 'rejected'] : ['resolved'])
    case 'end':
      return []
    default:
      return assertNever(node)
  }
}

function commonPorts(node: FlowNode): readonly NodePort[] {
  const errors = (node.catch ?? []).map((clause, i): NodePort => ({ id: `catch.${i}`, kind: 'catch', target: clause.then, path: ['catch', i, 'then'] }))
  const limit: readonly NodePort[] = node.maxVisits === undefined ? [] : [{ id: 'onMaxVisits', kind: 'onMaxVisits', target: node.onMaxVisits, path: ['onMaxVisits'] }]
  return [...errors, ...limit]
}

function thenPort(target: string | undefined): NodePort {
  return { id: 'then', kind: 'then', target, path: ['then'] }
}

function messageOutcomes(choices: readonly string[] | undefined): readonly string[] {
  return [...(choices ?? ['replied']), 'timeout']
}

function outcomePorts(outcomes: Readonly<Record<string, string>>, expected: readonly string[]): readonly NodePort[] {
  const missing = expected.filter((outcome) => !(outcome in outcomes))
  return [...Object.keys(outcomes), ...missing].map((outcome): NodePort => ({ id: outcome, kind: 'outcome', target: outcomes[outcome], path: ['outcomes', outcome] }))
}
