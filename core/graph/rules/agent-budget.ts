import type { SpecPath } from '../../spec/finding.ts'
import { loopsWithout } from '../cycles.ts'
import type { LintContext, LintRule } from '../lint-context.ts'
import { isClosedBlock } from '../regions.ts'
import type { CallsAt, WorstCalls } from '../worst-calls.ts'
import { worstCalls } from '../worst-calls.ts'

const budgetByDefault = 100
const shown = 4

function wayText(at: WorstCalls['at']): string {
  const dearest = [...at].toSorted(([, left], [, right]) => right.visits * right.each - left.visits * left.each)
  const rest = dearest.slice(shown).reduce((sum, [, { visits, each }]) => sum + visits * each, 0)
  const named = dearest.slice(0, shown).map(([id, { visits, each }]: readonly [string, CallsAt]) => `${id} ${each === 1 ? visits : `${visits} × ${each} attempts`}`)
  return [...named, ...(rest === 0 ? [] : [`others ${rest}`])].join(', ')
}

function placeOf({ workflow }: LintContext, at: WorstCalls['at']): SpecPath {
  if (workflow.spec.policies?.budgets !== undefined) return ['spec', 'policies', 'budgets', 'agentCalls']
  const { nodes } = workflow.spec.flow
  const [busiest] = [...at].toSorted(([, left], [, right]) => right.visits * right.each - left.visits * left.each)
  return busiest === undefined || nodes[busiest[0]]?.maxVisits === undefined ? ['spec', 'flow', 'nodes', busiest?.[0] ?? ''] : ['spec', 'flow', 'nodes', busiest[0], 'maxVisits']
}

/** LUM124: even the longest way through the loops keeps to the budget of agent calls. */
export const agentBudget: LintRule = (context) => {
  const { workflow, graph, regions, report } = context
  const { nodes } = workflow.spec.flow
  // A loop without bound has no worst case, and a block whose arms run into one another no way through; both have findings of their own.
  if (loopsWithout(graph, (id) => nodes[id]?.maxVisits !== undefined).length > 0 || !regions.every(isClosedBlock)) return []
  const budget = workflow.spec.policies?.budgets?.agentCalls ?? budgetByDefault
  const worst = worstCalls(workflow, graph, regions)
  if (worst.calls <= budget) return []
  return [report('LUM124', { calls: worst.exact ? worst.calls : `${worst.calls} or more`, way: wayText(worst.at), budget }, placeOf(context, worst.at))]
}
