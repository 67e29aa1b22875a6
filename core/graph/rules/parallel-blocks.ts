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

/** Pairs of arms grow with the square of the arms; more findings of one block than this help nobody. */
const mostDoubles = 500

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const id of one) if (other.has(id)) return true
  return false
}

function doubleWrites({ report }: LintContext, region: ParallelRegion): readonly Finding[] {
  const closed = region.arms.filter((arm) => isClosed(region, arm))
  const written = new Set<string>()
  const findings: Finding[] = []
  for (const [index, right] of closed.entries()) {
    for (const left of meet(right.roots, written) ? closed.slice(0, index) : []) {
      // A node of two arms has a finding of its own.
      if (meet(right.nodes, left.nodes)) continue
      for (const root of right.roots) if (left.roots.has(root)) findings.push(report('LUM119', { left: left.id, right: right.id, parallel: region.id, root }, armPath(region, right)))
      if (findings.length >= mostDoubles) return findings
    }
    for (const root of right.roots) written.add(root)
  }
  return findings
}

/** LUM111, LUM112, LUM113, LUM119: an arm runs from its block to the join, on its own. */
export const parallelBlocks: LintRule = (context) =>
  context.regions.flatMap((region) => [...armWays(context, region), ...sharedNodes(context, region), ...doubleWrites(context, region)])
