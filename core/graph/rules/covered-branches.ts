import type { Wish } from '../../conditions/can-hold.ts'
import { canHold } from '../../conditions/can-hold.ts'
import type { Term } from '../../conditions/term.ts'
import type { DecisionNode } from '../../spec/workflow.ts'
import type { Finding } from '../../spec/finding.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'

type Budget = { left: number }
type Earlier = { readonly id: string; readonly index: number; readonly term: Term }

const workOfOne = 10_000
const workOfAll = 300_000
/** Earlier branches that are looked at for one branch. */
const mostEarlier = 100

function impossible(wishes: readonly Wish[], all: Budget): boolean {
  const budget = { left: Math.min(workOfOne, all.left) }
  const given = budget.left
  const { kind } = canHold(wishes, budget)
  all.left -= given - Math.max(0, budget.left)
  return kind === 'no'
}

/** The fewest earlier branches that leave nothing to this one: one that does it alone, else those that are needed together. */
function coveredBy(term: Term, earlier: readonly Earlier[], budget: Budget): readonly string[] | undefined {
  const taken: Wish = { term, want: true }
  const refused = (branches: typeof earlier): readonly Wish[] => branches.map((branch) => ({ term: branch.term, want: false }))
  // A branch that can never hold has a finding of its own.
  if (earlier.length === 0 || impossible([taken], budget) || !impossible([taken, ...refused(earlier)], budget)) return undefined
  const alone = earlier.find((branch) => impossible([taken, ...refused([branch])], budget))
  if (alone !== undefined) return [alone.id]
  let needed = earlier
  for (const branch of earlier) {
    const without = needed.filter((each) => each !== branch)
    if (impossible([taken, ...refused(without)], budget)) needed = without
  }
  return needed.map((branch) => branch.id)
}

function decisionFindings({ report }: LintContext, node: string, { branches }: DecisionNode, sites: ReadonlyMap<string, CompiledSite>, budget: Budget): readonly Finding[] {
  // A branch that reads none of the same values covers nothing, unless it reads nothing at all.
  const byRead = new Map<string, Earlier[]>()
  return branches.flatMap((branch, index) => {
    const site = sites.get(`${node}.${index}`)
    const condition = site === undefined ? undefined : conditionOf(site)
    if (condition === undefined || budget.left <= 0) return []
    const { term, reads } = condition
    const earlier = [...new Set([...reads, ''].flatMap((read) => byRead.get(read) ?? []))].toSorted((left, right) => left.index - right.index).slice(0, mostEarlier)
    const own: Earlier = { id: branch.id, index, term }
    for (const read of reads.length === 0 ? [''] : reads) {
      const known = byRead.get(read)
      if (known === undefined) byRead.set(read, [own])
      else if (known.length < mostEarlier) known.push(own)
    }
    const covering = coveredBy(term, earlier, budget)
    if (covering === undefined) return []
    const words = covering.length === 1 ? `${covering[0] ?? ''} covers it` : `${covering.slice(0, -1).join(', ')} and ${covering.at(-1) ?? ''} together cover it`
    return [report('LUM107', { branch: branch.id, node, covering: words, first: covering[0] ?? '' }, ['spec', 'flow', 'nodes', node, 'branches', index, 'when'])]
  })
}

/** LUM107: a branch that no ticket can take, because the branches before it take them all. */
export const coveredBranches: LintRule = (context) => {
  const { workflow, sites } = context
  const budget: Budget = { left: workOfAll }
  const byPlace = new Map(sites.flatMap((entry): readonly (readonly [string, CompiledSite])[] => {
    const [, , , node, list, index] = entry.site.path
    return list === 'branches' ? [[`${String(node)}.${String(index)}`, entry]] : []
  }))
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => (node.kind === 'decision' ? decisionFindings(context, id, node, byPlace, budget) : []))
}
