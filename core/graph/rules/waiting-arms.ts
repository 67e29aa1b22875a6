import type { FlowNode } from '../../spec/workflow.ts'
import type { LintRule } from '../lint-context.ts'
import type { ArmRegion, ParallelRegion } from '../regions.ts'
import { armsNeeded, isClosedBlock } from '../regions.ts'

function waitsFor(id: string, node: FlowNode | undefined): string | undefined {
  switch (node?.kind) {
    case 'human':
      return `people (${id})`
    case 'message':
      return node.await === undefined ? undefined : `a reply (${id})`
    case 'wait':
      return node.for === undefined && node.timeout === undefined ? `something that may never come (${id})` : undefined
    default:
      return undefined
  }
}

/** LUM117: a join that may wait for people or replies says for how long. */
export const waitingArms: LintRule = ({ workflow, regions, report }) => {
  const { nodes } = workflow.spec.flow
  const whomOf = (arm: ArmRegion): string | undefined => [...arm.nodes].flatMap((id) => waitsFor(id, nodes[id]) ?? [])[0]
  return regions.flatMap((region: ParallelRegion) => {
    const { join, joinId } = region
    if (join === undefined || joinId === undefined || join.timeout !== undefined || !isClosedBlock(region)) return []
    const waiting = new Map(region.arms.flatMap((arm) => { const whom = whomOf(arm); return whom === undefined ? [] : [[arm.id, whom] as const] }))
    // Where enough other arms always start and do not wait, the join goes on without this one.
    const quick = region.arms.filter((arm) => arm.arm.when === undefined && !waiting.has(arm.id)).length
    const held = region.arms.find((arm) => waiting.has(arm.id) && (join.require?.includes(arm.id) === true || quick < armsNeeded(region)))
    return held === undefined ? [] : [report('LUM117', { join: joinId, arm: held.id, whom: waiting.get(held.id) ?? '' }, ['spec', 'flow', 'nodes', joinId], { part: 'key' })]
  })
}
