import type { FlowNode } from '../../spec/workflow.ts'
import { circleIn, loopsWithout } from '../cycles.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'
import { reachableFrom } from '../reachability.ts'

const waits: Readonly<Record<FlowNode['kind'], boolean>> = {
  start: false, agent: true, decision: false, parallel: true, join: false, tool: true, message: true, human: true, wait: true, subflow: true, end: false,
}
const preferred: readonly FlowNode['kind'][] = ['message', 'human', 'agent', 'tool', 'wait', 'subflow', 'parallel', 'decision', 'join', 'start', 'end']

function boundFix({ source, workflow, graph }: LintContext, best: string, loop: readonly string[]) {
  const inside = new Set(loop)
  const exit = loop.flatMap((id) => graph.outOf(id).map((link) => link.target)).find((target) => !inside.has(target) && !reachableFrom(graph, [target]).has(best)) ?? workflow.spec.flow.onError.then
  const path = ['spec', 'flow', 'nodes', best]
  return modelFix(source, `Let a ticket pass ${best} three times, then go to ${exit}`, [{ path: [...path, 'maxVisits'], value: 3 }, { path: [...path, 'onMaxVisits'], value: exit }])
}

/** LUM120 to LUM123: every loop has a bound, waits for something, and its exit leads out. */
export const loopBounds: LintRule = (context) => {
  const { workflow, graph, report } = context
  const { nodes } = workflow.spec.flow
  const bounded = (id: string): boolean => nodes[id]?.maxVisits !== undefined
  const loops = loopsWithout(graph, bounded)
  const endless = new Set(loops.flat())
  const unbounded = loops.map((loop) => {
    const best = preferred.flatMap((kind) => loop.filter((id) => nodes[id]?.kind === kind))[0] ?? loop[0] ?? ''
    const fix = boundFix(context, best, loop)
    return report('LUM120', { cycle: circleIn(graph, loop).join(' → '), best }, ['spec', 'flow', 'nodes', best], { part: 'key', ...(fix === undefined ? {} : { fix }) })
  })
  const spinning = loopsWithout(graph, (id) => waits[nodes[id]?.kind ?? 'end']).map((loop) =>
    report('LUM121', { cycle: circleIn(graph, loop).join(' → ') }, ['spec', 'flow', 'nodes', loop[0] ?? ''], { part: 'key' }))
  const exits = Object.entries(nodes).flatMap(([id, node]) => {
    const path = ['spec', 'flow', 'nodes', id]
    if ((node.maxVisits === undefined) !== (node.onMaxVisits === undefined)) {
      const [present, missing] = node.maxVisits === undefined ? ['onMaxVisits', 'maxVisits'] : ['maxVisits', 'onMaxVisits']
      return [report('LUM122', { node: id, present, missing }, [...path, present], { part: 'key' })]
    }
    if (node.onMaxVisits === undefined || !Object.hasOwn(nodes, node.onMaxVisits)) return []
    // Another bounded node on the way back ends the loop there; one without bound has a finding of its own.
    const open = (target: string): boolean => !bounded(target) && !endless.has(target)
    const back = node.onMaxVisits === id || (open(node.onMaxVisits) && reachableFrom(graph, [node.onMaxVisits], (link) => link.target === id || open(link.target)).has(id))
    return back ? [report('LUM123', { node: id }, [...path, 'onMaxVisits'])] : []
  })
  return [...unbounded, ...spinning, ...exits]
}
