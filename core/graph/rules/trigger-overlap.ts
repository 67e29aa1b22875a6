import type { ExampleValue } from '../../conditions/can-hold.ts'
import { canHold } from '../../conditions/can-hold.ts'
import type { Condition } from '../../conditions/compile-condition.ts'
import { valueText } from '../../conditions/value-text.ts'
import type { Finding } from '../../spec/finding.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { triggerScope } from '../presence.ts'

const workOfOne = 5_000
/** Pairs of triggers that are compared in one file. */
const mostPairs = 2_000

function inWords(example: readonly ExampleValue[]): string {
  const shown = example.slice(0, 3).map(({ path, type, value }) => (type.kind === 'bool' ? `${path} ${value === true ? 'true' : 'false'}` : `${path} at ${valueText(value, type)}`))
  return shown.length === 0 ? '' : `, for example with ${shown.join(' and ')}`
}

/** Values at which both are true; undefined where there are none, or where it cannot be said for sure. */
function together(one: Condition, other: Condition): readonly ExampleValue[] | undefined {
  const holding = canHold([{ term: one.term, want: true }, { term: other.term, want: true }], { left: workOfOne })
  return holding.kind === 'yes' ? holding.example : undefined
}

/** Whether the first is true wherever the second is. */
function holdsWherever(first: Condition, second: Condition): boolean {
  return canHold([{ term: second.term, want: true }, { term: first.term, want: false }], { left: workOfOne }).kind === 'no'
}

function shareValue(one: Condition, other: Condition): boolean {
  const read = new Set(one.reads)
  return other.reads.some((path) => read.has(path))
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const id of one) if (other.has(id)) return true
  return false
}

type Watch = { readonly id: string; readonly index: number; readonly then: string; readonly event: string | undefined; readonly condition: Condition; readonly scope: ReadonlySet<string>; readonly path: CompiledSite['site']['path'] }

/*
 * Two interrupts can nearly always be true at once: someone can be angry and ask for a person. Saying so for every pair would
 * make the list useless, so the finding asks for a sign that the author meant them to be apart and missed it:
 * - they read the same value, so one of them was drawn with the other in mind;
 * - they are checked on the same occasion, in a stage that both watch, and lead to different nodes, so the order matters;
 * - there are values at which both are true for certain;
 * - the first is not merely the narrower of the two: "above 0.9" before "above 0.7" is how graded steps are written.
 */
function overlapping({ report }: LintContext, watches: readonly Watch[]): readonly Finding[] {
  let pairs = 0
  return watches.flatMap((second, place) => pairs > mostPairs ? [] : watches.slice(0, place).flatMap((first): readonly Finding[] => {
    pairs += 1
    if (pairs > mostPairs || first.then === second.then || first.event !== second.event || !shareValue(first.condition, second.condition)) return []
    if (!meet(first.scope, second.scope)) return []
    const example = together(first.condition, second.condition)
    if (example === undefined || holdsWherever(second.condition, first.condition)) return []
    return [report('LUM603', { first: first.id, second: second.id, example: inWords(example) }, second.path)]
  }))
}

// A rearm that watches something else (a new message, another status) is a way to arm again, not a missed gap.
function withoutGap({ report }: LintContext, watch: Watch, site: CompiledSite | undefined): readonly Finding[] {
  const rearm = site === undefined ? undefined : conditionOf(site)
  if (site === undefined || rearm === undefined || !shareValue(watch.condition, rearm)) return []
  const example = together(watch.condition, rearm)
  return example === undefined ? [] : [report('LUM606', { trigger: watch.id, example: inWords(example) }, site.site.path)]
}

/** LUM603 and LUM606: triggers that are true together, and triggers that are armed again by what fires them. */
export const triggerOverlap: LintRule = (context) => {
  const { workflow, sites } = context
  const triggers = workflow.spec.triggers ?? []
  const whens = new Map(sites.flatMap((entry) => (entry.site.moment.kind === 'trigger' && entry.site.path.at(-1) === 'when' ? [[entry.site.moment.index, entry] as const] : [])))
  const rearms = new Map(sites.flatMap((entry) => (entry.site.moment.kind === 'trigger' && entry.site.path.at(-1) === 'rearm' ? [[entry.site.moment.index, entry] as const] : [])))
  const watches = triggers.flatMap((trigger, index): readonly Watch[] => {
    const site = whens.get(index)
    const condition = site === undefined ? undefined : conditionOf(site)
    if (site === undefined || condition === undefined) return []
    return [{ id: trigger.id, index, then: trigger.then, event: trigger.event, condition, scope: triggerScope(workflow, index), path: site.site.path }]
  })
  return [...overlapping(context, watches.filter(({ index }) => triggers[index]?.mode === 'interrupt')), ...watches.flatMap((watch) => withoutGap(context, watch, rearms.get(watch.index)))]
}
