import type { SpecPath } from '../../spec/finding.ts'
import { effectWords } from '../effect-words.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import type { ParallelRegion } from '../regions.ts'
import { armsNeeded, isClosedBlock } from '../regions.ts'

type Call = { readonly tool: string; readonly path: SpecPath }

function callsAt({ workflow }: LintContext, id: string): readonly Call[] {
  const { flow, agents } = workflow.spec
  const node = flow.nodes[id]
  const path = ['spec', 'flow', 'nodes', id]
  if (node?.kind === 'tool') return [{ tool: node.tool, path: [...path, 'tool'] }]
  return node?.kind === 'agent' ? (agents[node.agent]?.tools ?? []).map((tool) => ({ tool, path: [...path, 'agent'] })) : []
}

function goesOnWithout({ join, arms }: ParallelRegion, needed: number): boolean {
  return needed < arms.length || (join?.timeout !== undefined && join.onTimeout === 'proceed')
}

/** LUM118: a tool that acts is not cut off by a join that needs its arm no more. */
export const cancelledEffects: LintRule = (context) => {
  const { workflow, regions, report } = context
  return regions.flatMap((region) => {
    const { join, joinId } = region
    if (join === undefined || joinId === undefined || join.remaining === 'continue' || !isClosedBlock(region) || !goesOnWithout(region, armsNeeded(region))) return []
    return region.arms.filter((arm) => join.require?.includes(arm.id) !== true).flatMap((arm) => [...arm.nodes].flatMap((id) => callsAt(context, id).flatMap(({ tool, path }) => {
      const effect = workflow.spec.tools?.[tool]?.effect ?? 'read'
      return effect === 'read' ? [] : [report('LUM118', { arm: arm.id, tool, effect: effectWords[effect], join: joinId }, path)]
    })))
  })
}
