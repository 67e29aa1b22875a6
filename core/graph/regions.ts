import type { ArmSpec, JoinNode, ParallelNode, Workflow } from '../spec/workflow.ts'
import { rootOfNode } from './context-roots.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { Link } from './links.ts'

/** One arm of a parallel block: the nodes between the block's beginning and its join. */
export type ArmRegion = {
  readonly id: string
  readonly index: number
  readonly arm: ArmSpec
  readonly nodes: ReadonlySet<string>
  /** The ways that enter the join. */
  readonly exits: readonly Link[]
  /** Ends that the arm reaches without joining. */
  readonly ends: readonly string[]
  /** Roots that its nodes write. */
  readonly roots: ReadonlySet<string>
}

/** A parallel block with its arms; `join` is missing where it names no join. */
export type ParallelRegion = {
  readonly id: string
  readonly node: ParallelNode
  readonly joinId: string | undefined
  readonly join: JoinNode | undefined
  readonly arms: readonly ArmRegion[]
}

function walkArm(workflow: Workflow, graph: FlowGraph, entry: string | undefined, joinId: string | undefined): Pick<ArmRegion, 'nodes' | 'exits' | 'ends' | 'roots'> {
  const { nodes } = workflow.spec.flow
  const seen = new Set<string>()
  const exits: Link[] = []
  const open = entry !== undefined && entry !== joinId && Object.hasOwn(nodes, entry) ? [entry] : []
  for (const id of open) seen.add(id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const link of graph.outOf(id)) {
      // An error may leave the block; the arm then counts as failed.
      if (link.kind === 'catch') continue
      if (link.target === joinId) exits.push(link)
      else if (!seen.has(link.target)) {
        seen.add(link.target)
        open.push(link.target)
      }
    }
  }
  const roots = [...seen].flatMap((id) => {
    const node = nodes[id]
    return node?.kind === 'agent' || node?.kind === 'tool' ? [rootOfNode(id, node)] : []
  })
  return { nodes: seen, exits, ends: [...seen].filter((id) => nodes[id]?.kind === 'end'), roots: new Set(roots) }
}

/** Every parallel block of a workflow. */
export function parallelRegions(workflow: Workflow, graph: FlowGraph): readonly ParallelRegion[] {
  const { nodes } = workflow.spec.flow
  return Object.entries(nodes).flatMap(([id, node]): readonly ParallelRegion[] => {
    if (node.kind !== 'parallel') return []
    const target = node.join === undefined ? undefined : nodes[node.join]
    const arms = node.arms.map((arm, index): ArmRegion => ({ id: arm.id, index, arm, ...walkArm(workflow, graph, arm.then, node.join) }))
    return [{ id, node, joinId: node.join, join: target?.kind === 'join' ? target : undefined, arms }]
  })
}

/** Arms that are surely done when the join goes on. */
export function sureArms(region: ParallelRegion): ReadonlySet<string> {
  const { join, arms } = region
  if (join === undefined) return new Set()
  const always = arms.filter(({ arm }) => arm.when === undefined)
  const everyArm = (join.mode === 'all' || (join.mode === 'quorum' && (join.count ?? 0) >= arms.length)) && !(join.timeout !== undefined && join.onTimeout === 'proceed')
  return new Set(always.filter(({ id }) => everyArm || (join.require ?? []).includes(id)).map(({ id }) => id))
}

/** How many arms a join waits for when all of them start. */
export function armsNeeded({ join, arms }: ParallelRegion): number {
  return join === undefined || join.mode === 'all' ? arms.length : join.mode === 'any' ? Math.min(1, arms.length) : Math.min(join.count ?? 1, arms.length)
}

/** Whether every arm of a block runs to its join and no node belongs to two of them; what is wrong otherwise is said elsewhere. */
export function isClosedBlock({ join, arms }: ParallelRegion): boolean {
  const all = new Set(arms.flatMap((arm) => [...arm.nodes]))
  return join !== undefined && arms.every((arm) => arm.ends.length === 0) && all.size === arms.reduce((sum, arm) => sum + arm.nodes.size, 0)
}
