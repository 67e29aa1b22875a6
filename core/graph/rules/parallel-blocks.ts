import type { Finding } from '../../spec/finding.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import type { ArmRegion, ParallelRegion } from '../regions.ts'

function armPath(region: ParallelRegion, arm: ArmRegion): readonly (string | number)[] {
  return ['spec', 'flow', 'nodes', region.id, 'arms', arm.index, 'id']
}

function armWays({ report }: LintContext, region: ParallelRegion): readonly Finding[] {
  const { joinId } = region
  if (region.join === undefined || joinId === undefined) return []
  return region.arms.flatMap((arm) => {
    if (arm.arm.then === undefined || arm.arm.then === joinId) return []
    const [end] = arm.ends
    if (end !== undefined) return [report('LUM113', { arm: arm.id, parallel: region.id, end, join: joinId }, armPath(region, arm))]
    return arm.exits.length === 0 ? [report('LUM111', { arm: arm.id, parallel: region.id, join: joinId }, armPath(region, arm))] : []
  })
}

function isClosed(region: ParallelRegion, arm: ArmRegion): boolean {
  return region.join !== undefined && arm.ends.length === 0 && arm.exits.length > 0
}

function sharedNodes({ graph, report }: LintContext, region: ParallelRegion): readonly Finding[] {
  const closed = region.arms.filter((arm) => isClosed(region, arm))
  const all = new Set(closed.flatMap((arm) => [...arm.nodes]))
  return [...all].flatMap((id) => {
    const path = ['spec', 'flow', 'nodes', id]
    const owners = closed.filter((arm) => arm.nodes.has(id))
    const [first, second] = owners
    if (first !== undefined && second !== undefined) return [report('LUM112', { node: id, problem: `belongs to two arms of ${region.id}, ${first.id} and ${second.id}` }, path, { part: 'key' })]
    const intruder = graph.into(id).find((link) => !all.has(link.source) && link.source !== region.id)
    return intruder === undefined ? [] : [report('LUM112', { node: id, problem: `belongs to arm ${first?.id ?? ''} of ${region.id} and is entered from outside by ${intruder.source}` }, intruder.path)]
  })
}

function doubleWrites({ report }: LintContext, region: ParallelRegion): readonly Finding[] {
  return region.arms.flatMap((right, index) => region.arms.slice(0, index).flatMap((left) =>
    // A node of two arms has a finding of its own.
    isClosed(region, left) && isClosed(region, right) && ![...right.nodes].some((id) => left.nodes.has(id))
      ? [...right.roots].filter((root) => left.roots.has(root)).map((root) => report('LUM119', { left: left.id, right: right.id, parallel: region.id, root }, armPath(region, right)))
      : []))
}

/** LUM111, LUM112, LUM113, LUM119: an arm runs from its block to the join, on its own. */
export const parallelBlocks: LintRule = (context) =>
  context.regions.flatMap((region) => [...armWays(context, region), ...sharedNodes(context, region), ...doubleWrites(context, region)])
