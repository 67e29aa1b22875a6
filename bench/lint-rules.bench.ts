import { performance } from 'node:perf_hooks'
import { roleCatalog } from '../agents/registry.ts'
import type { LintContext } from '../core/graph/lint-context.ts'
import { lintContext } from '../core/graph/lint-context.ts'
import { lintRules } from '../core/graph/lint-workflow.ts'
import { parseSpec } from '../core/spec/parse-spec.ts'
import type { BenchResult } from './bench-result.ts'
import { ruleFlow } from './rule-flow.ts'

const size = 1000
const rounds = 5

function leastMs(work: () => unknown): number {
  return Math.min(...Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }))
}

function contextOf(text: string): LintContext {
  const { source, workflow, findings } = parseSpec(text)
  if (workflow === undefined) throw new Error(findings.map((finding) => finding.message).join('\n'))
  return lintContext(source, workflow, roleCatalog)
}

/** What each rule of the linter costs on a flow of 1,000 nodes, forwards and backwards in the file. */
export function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {}
  const bars = [false, true].map((backwards) => {
    const text = ruleFlow(size, backwards)
    const context = contextOf(text)
    const way = backwards ? 'backwards' : 'forwards'
    const preparing = leastMs(() => lintContext(context.source, context.workflow, roleCatalog))
    const rules = lintRules.map((rule) => ({ name: rule.name, ms: leastMs(() => rule(context)) }))
    const total = preparing + rules.reduce((sum, { ms }) => sum + ms, 0)
    figures[`${way}: what all rules need, ms`] = preparing
    figures[`${way}: all rules, ms`] = total
    for (const { name, ms } of rules.toSorted((left, right) => right.ms - left.ms).slice(0, 8)) figures[`${way}: ${name}, ms`] = ms
    return { name: `${way}: rules of a flow of ${size} nodes, ms`, value: total, atMost: 500 }
  })
  return Promise.resolve({ name: 'lint rules', figures: Object.fromEntries(Object.entries(figures).map(([name, ms]) => [name, Math.round(ms * 10) / 10])), ratios: {}, bars })
}
