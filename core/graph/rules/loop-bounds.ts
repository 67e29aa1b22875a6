import type { Finding, Fix } from '../../spec/finding.ts'
import type { FlowNode } from '../../spec/workflow.ts'
import { circleIn, circlesAmong, loopsWithout } from '../cycles.ts'
import { errorCircles } from '../error-circles.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

const waits: Readonly<Record<FlowNode['kind'], boolean>> = {
  start: false, agent: true, decision: false, parallel: true, join: false, tool: true, message: true, human: true, wait: true, subflow: true, end: false,
}
const preferred: readonly FlowNode['kind'][] = ['message', 'human', 'agent', 'tool', 'wait', 'subflow', 'parallel', 'decision', 'join', 'start', 'end']
/** Loops of more nodes than this are not searched for the one node that is on all their ways. */
const mostTried = 60
/** The most nodes of a circle that a message names. */
const mostShown = 20
/** A repair sets at most so many bounds. */
const mostBounds = 6

/** A circle as a sentence can hold it: of a long one, its beginning and its end. */
function shownCircle(circle: readonly string[]): string {
  return (circle.length > mostShown ? [...circle.slice(0, mostShown - 3), '…', ...circle.slice(-2)] : circle).join(' → ')
}

/** Where a ticket can go from a node once every bound is used up. */
function spentWays({ workflow, graph }: LintContext): (id: string) => readonly string[] {
  const { nodes } = workflow.spec.flow
  return (id) => {
    const node = nodes[id]
    if (node?.maxVisits !== undefined) return node.onMaxVisits === undefined ? [] : [node.onMaxVisits]
    return graph.outOf(id).flatMap((link) => (link.kind === 'onMaxVisits' ? [] : [link.target]))
  }
}

function leadsTo(next: (id: string) => readonly string[], from: string, to: string): boolean {
  const seen = new Set([from])
  for (const id of seen) for (const target of next(id)) seen.add(target)
  return seen.has(to)
}

function bestOf({ workflow, graph }: LintContext, loop: readonly string[]): string {
  const { nodes } = workflow.spec.flow
  const ranked = preferred.flatMap((kind) => loop.filter((id) => nodes[id]?.kind === kind))
  const next = (id: string): readonly string[] => graph.outOf(id).map((link) => link.target)
  const onAllWays = loop.length > mostTried ? undefined : ranked.find((id) => circlesAmong(loop.filter((other) => other !== id), next).length === 0)
  return onAllWays ?? ranked[0] ?? ''
}

/** Nodes whose bounds together leave no circle, the best first; `complete` is false where they would be too many to choose for the author. */
function boundsFor(context: LintContext, loop: readonly string[]): { readonly bounds: readonly string[]; readonly complete: boolean } {
  const next = (id: string): readonly string[] => context.graph.outOf(id).map((link) => link.target)
  const bounds = [bestOf(context, loop)]
  for (;;) {
    const [left] = circlesAmong(loop.filter((id) => !bounds.includes(id)), next)
    if (left === undefined || bounds.length === mostBounds) return { bounds, complete: left === undefined }
    bounds.push(bestOf(context, left))
  }
}

function boundFix(context: LintContext, bounds: readonly string[], loop: readonly string[]): Fix | undefined {
  const { source, workflow, graph } = context
  const { nodes, onError } = workflow.spec.flow
  const inside = new Set(loop)
  const spent = spentWays(context)
  const onward = (id: string): readonly string[] => (bounds.includes(id) ? [] : spent(id))
  // The last error route expects nothing of a ticket, so it can take one from anywhere.
  const exits = new Set([onError.then, ...loop.flatMap((id) => graph.outOf(id).map((link) => link.target))])
  const exit = [...exits].find((target) => !inside.has(target) && Object.hasOwn(nodes, target) && !bounds.some((bound) => leadsTo(onward, target, bound)))
  if (exit === undefined) return undefined
  const changes = bounds.flatMap((id) => { const path = ['spec', 'flow', 'nodes', id]; return [{ path: [...path, 'maxVisits'], value: 3 }, { path: [...path, 'onMaxVisits'], value: exit }] })
  return modelFix(source, `Let a ticket pass ${bounds.join(' and ')} three times, then go to ${exit}`, changes)
}

function unbounded(context: LintContext, loops: readonly (readonly string[])[]): readonly Finding[] {
  const { workflow, graph, report } = context
  const { nodes } = workflow.spec.flow
  if (loops.length === 0) return []
  // A loop that only error routes close, and that runs on its own, has a finding of its own (LUM130).
  const failing = new Set(errorCircles(context).flatMap((circle) => (circle.clause === undefined ? [] : [circle.node])))
  const closedOtherwise = new Set(loopsWithout(graph, (id) => nodes[id]?.maxVisits !== undefined, (link) => link.kind !== 'catch').flat())
  return loops.filter((loop) => !loop.some((id) => failing.has(id)) || loop.some((id) => closedOtherwise.has(id))).map((loop) => {
    const { bounds, complete } = boundsFor(context, loop)
    const [best = ''] = bounds
    const fix = complete ? boundFix(context, bounds, loop) : undefined
    return report('LUM120', { cycle: shownCircle(circleIn(graph, loop)), best }, ['spec', 'flow', 'nodes', best], { part: 'key', ...(fix === undefined ? {} : { fix }) })
  })
}

/** LUM120 to LUM123: every loop has a bound, waits for something, and its exit leads out. */
export const loopBounds: LintRule = (context) => {
  const { workflow, graph, report } = context
  const { nodes } = workflow.spec.flow
  const bounded = (id: string): boolean => nodes[id]?.maxVisits !== undefined
  const loops = loopsWithout(graph, bounded)
  const spinning = loopsWithout(graph, (id) => waits[nodes[id]?.kind ?? 'end']).map((loop) =>
    report('LUM121', { cycle: shownCircle(circleIn(graph, loop)) }, ['spec', 'flow', 'nodes', loop[0] ?? ''], { part: 'key' }))
  const lonely = Object.entries(nodes).flatMap(([id, node]) => {
    if ((node.maxVisits === undefined) === (node.onMaxVisits === undefined)) return []
    const [present, missing] = node.maxVisits === undefined ? ['onMaxVisits', 'maxVisits'] : ['maxVisits', 'onMaxVisits']
    return [report('LUM122', { node: id, present, missing }, ['spec', 'flow', 'nodes', id, present], { part: 'key' })]
  })
  // With all bounds used up nothing may go in a circle any more; a loop without any bound is said above.
  const endless = new Set(loops.flat())
  const back = circlesAmong(graph.ids.filter((id) => !endless.has(id)), spentWays(context)).flatMap((circle) =>
    circle.filter(bounded).map((id) => report('LUM123', { node: id }, ['spec', 'flow', 'nodes', id, 'onMaxVisits'])))
  return [...unbounded(context, loops), ...spinning, ...lonely, ...back]
}
