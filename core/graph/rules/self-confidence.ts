import { canHold } from '../../conditions/can-hold.ts'
import type { Condition } from '../../conditions/compile-condition.ts'
import { pathText } from '../../conditions/term.ts'
import { walkTerm } from '../../conditions/walk-term.ts'
import type { Workflow } from '../../spec/workflow.ts'
import { contextWriters } from '../context-roots.ts'
import type { LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'

/** Paths that hold what a model says of its own certainty. How well passages fit is measured, not claimed, so retrieval is none of them. */
function selfReports(workflow: Workflow): ReadonlySet<string> {
  const { agents, monitors, flow } = workflow.spec
  return new Set(contextWriters(workflow).flatMap(({ kind, id, root, outputs }) => {
    const node = kind === 'node' ? flow.nodes[id] : undefined
    const agent = kind === 'monitor' ? monitors?.[id]?.agent : node?.kind === 'agent' ? node.agent : undefined
    const role = agent === undefined ? undefined : agents[agent]?.role
    return role === undefined || role === 'knowledgeRetrieval' || !Object.hasOwn(outputs, 'confidence') ? [] : [`${root}.confidence`]
  }))
}

/** The self-report that a condition rests on, where it rests on nothing else and being sure is what makes it true. */
function restsOn({ term, readsAt }: Condition, reports: ReadonlySet<string>): string | undefined {
  const [first, ...others] = new Set(readsAt.map(({ path }) => pathText(path)))
  if (first === undefined || others.length > 0 || !reports.has(first)) return undefined
  // A model that doubts and asks, or hands over, is used as it should be: it is its certainty that says little.
  const read = walkTerm(term).find((part) => part.op === 'read')
  if (read === undefined) return undefined
  const place = { start: read.start, end: read.end }
  const sure = { op: 'equal', negated: false, left: read, right: { op: 'literal', value: 1, type: read.type, ...place }, type: { kind: 'bool' }, ...place } as const
  return canHold([{ term, want: true }, { term: sure, want: true }], { left: 2000 }).kind === 'yes' ? first : undefined
}

/** LUM609: a decision or trigger that goes ahead because a model says that it is sure, and for no other reason. */
export const selfConfidence: LintRule = ({ workflow, sites, report }) => {
  const reports = selfReports(workflow)
  const { nodes } = workflow.spec.flow
  return sites.flatMap((entry) => {
    const { site } = entry
    const condition = conditionOf(entry)
    const [, , , id, list, index] = site.path
    const isTrigger = site.moment.kind === 'trigger' && site.path.at(-1) === 'when'
    if (condition === undefined || !(isTrigger || list === 'branches')) return []
    const node = typeof id === 'string' ? nodes[id] : undefined
    const target = node?.kind === 'decision' && typeof index === 'number' ? node.branches[index]?.then : undefined
    // Where a person takes over, nothing rests on the model alone.
    if (target !== undefined && nodes[target]?.kind === 'human') return []
    const field = restsOn(condition, reports)
    return field === undefined ? [] : [report('LUM609', { where: `${site.where.charAt(0).toUpperCase()}${site.where.slice(1)}`, field }, site.path)]
  })
}
