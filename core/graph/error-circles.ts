import type { CatchSpec, FlowNode } from '../spec/workflow.ts'
import { circlesAmong } from './cycles.ts'
import type { LintContext } from './lint-context.ts'
import { conditionOf } from './lint-context.ts'

/** An error route that comes back, on its own, to the node that failed. */
export type ErrorCircle = {
  readonly node: string
  /** The clause that leads back; undefined where the flow's last error route does. */
  readonly clause: number | undefined
  readonly error: string
}

const failures: Readonly<Partial<Record<FlowNode['kind'], readonly string[]>>> = {
  agent: ['LUMOS.Timeout', 'LUMOS.ModelFailed', 'LUMOS.OutputInvalid'],
  tool: ['LUMOS.Timeout', 'LUMOS.ToolFailed'],
}

/** Whether every error that a pattern stands for is one that a clause takes. */
export function takes(clause: CatchSpec, pattern: string): boolean {
  return clause.errors.some((own) => own === pattern || (own.endsWith('.*') && pattern.startsWith(own.slice(0, -1))))
}

/** Error routes that lead back to the node that failed without a person, an end, a bound or a question to the customer on the way. */
export function errorCircles({ workflow, graph, regions, sites }: Pick<LintContext, 'workflow' | 'graph' | 'regions' | 'sites'>): readonly ErrorCircle[] {
  const { nodes, onError } = workflow.spec.flow
  const looksBack = new Set(sites.flatMap((entry) => {
    const { moment, path } = entry.site
    const reads = path.includes('branches') && moment.kind === 'before' ? (conditionOf(entry)?.readsAt ?? []) : []
    return moment.kind === 'before' && reads.some((read) => read.path[0]?.name === 'error' || read.path[0]?.name === 'nodes') ? [moment.node] : []
  }))
  const breaks = (id: string): boolean => {
    const node = nodes[id]
    return node === undefined || node.maxVisits !== undefined || node.kind === 'human' || node.kind === 'end' || (node.kind === 'message' && node.await !== undefined) || looksBack.has(id)
  }
  const automatic = graph.ids.filter((id) => !breaks(id))
  const groupOf = new Map<string, number>()
  circlesAmong(automatic, (id) => graph.outOf(id).map((link) => link.target)).forEach((group, index) => { for (const id of group) groupOf.set(id, index) })

  const caught = automatic.flatMap((id) => (nodes[id]?.catch ?? []).flatMap((clause, index): readonly ErrorCircle[] => {
    const back = clause.when === undefined && groupOf.has(id) && groupOf.get(id) === groupOf.get(clause.then)
    return back ? [{ node: id, clause: index, error: clause.errors[0] ?? 'LUMOS.*' }] : []
  }))

  const inArms = new Set(regions.flatMap((region) => region.arms.flatMap((arm) => [...arm.nodes])))
  const behind = new Set(breaks(onError.then) ? [] : [onError.then])
  for (const id of behind) for (const link of graph.outOf(id)) if (!breaks(link.target)) behind.add(link.target)
  const last = [...behind].flatMap((id): readonly ErrorCircle[] => {
    const node = nodes[id]
    // A failure of the target itself parks the ticket, and one inside an arm fails the arm.
    if (node === undefined || id === onError.then || inArms.has(id)) return []
    const open = failures[node.kind]?.find((code) => !(node.catch ?? []).some((clause) => clause.when === undefined && takes(clause, code)))
    return open === undefined ? [] : [{ node: id, clause: undefined, error: open }]
  })
  return [...caught, ...last]
}
