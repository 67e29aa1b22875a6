import type { Finding } from '../../spec/finding.ts'
import type { TriggerSpec } from '../../spec/workflow.ts'
import type { ContextWriter } from '../context-roots.ts'
import { contextWriters } from '../context-roots.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'
import { triggerScope } from '../presence.ts'
import { reachableFrom } from '../reachability.ts'
import { rearmWithGap } from '../rearm-with-gap.ts'

/** What the checks of all triggers share. */
type Shared = {
  readonly whens: ReadonlyMap<number, CompiledSite>
  /** What tickets come to without side paths. */
  readonly main: ReadonlySet<string>
  readonly isWritten: (root: string, triggerIndex: number) => boolean
}

function shared({ workflow, graph, sites }: LintContext): Shared {
  const { triggers, monitors, flow } = workflow.spec
  const writers = new Map<string, ContextWriter[]>()
  for (const writer of contextWriters(workflow)) {
    const own = writers.get(writer.root)
    if (own === undefined) writers.set(writer.root, [writer])
    else own.push(writer)
  }
  const later = new Map<string, ReadonlySet<string>>()
  const laterThan = (root: string, own: readonly ContextWriter[]): ReadonlySet<string> => {
    const known = later.get(root) ?? reachableFrom(graph, own.flatMap((writer) => (writer.kind === 'node' ? [writer.id] : [])))
    later.set(root, known)
    return known
  }
  const known = new WeakMap<ReadonlySet<string>, Map<string, boolean>>()
  const isWritten = (root: string, triggerIndex: number): boolean => {
    const own = writers.get(root)
    if (own === undefined) return true
    const scope = triggerScope(workflow, triggerIndex)
    const answers = known.get(scope) ?? new Map<string, boolean>()
    known.set(scope, answers)
    const before = answers.get(root)
    if (before !== undefined) return before
    const stages = new Set([...scope].flatMap((id) => flow.nodes[id]?.stage ?? []))
    const watches = (writer: ContextWriter): boolean => { const watched = monitors?.[writer.id]?.stages; return watched === undefined || watched.some((stage) => stages.has(stage)) }
    const answer = own.some((writer) => writer.kind === 'monitor' && watches(writer)) || [...scope].some((id) => laterThan(root, own).has(id))
    answers.set(root, answer)
    return answer
  }
  const interrupts = (triggers ?? []).flatMap((trigger) => (trigger.mode === 'interrupt' ? [trigger.then] : []))
  return {
    whens: new Map(sites.flatMap((entry) => (entry.site.moment.kind === 'trigger' && entry.site.path.at(-1) === 'when' ? [[entry.site.moment.index, entry] as const] : []))),
    main: reachableFrom(graph, [...graph.starts, ...interrupts, flow.onError.then]),
    isWritten,
  }
}

function flapping({ source, report }: LintContext, { whens }: Shared, trigger: TriggerSpec, index: number): readonly Finding[] {
  if (trigger.sustain !== undefined || trigger.rearm !== undefined || trigger.limit !== undefined) return []
  const site = whens.get(index)
  const condition = site === undefined ? undefined : conditionOf(site)
  const onScore = (condition?.readsAt ?? []).some((read) => { const type = read.path.at(-1)?.type; return type?.kind === 'double' && type.score })
  if (condition === undefined || !onScore) return []
  const path = ['spec', 'triggers', index]
  const rearm = rearmWithGap(condition)
  const fix = rearm === undefined
    ? modelFix(source, 'Let it fire once a ticket', [{ path: [...path, 'limit'], value: 1 }])
    : modelFix(source, `Arm it again when ${rearm}`, [{ path: [...path, 'rearm'], value: rearm }])
  return [report('LUM601', { trigger: trigger.id }, [...path, 'when'], fix === undefined ? {} : { fix })]
}

function selfFeeding({ workflow, report }: LintContext, trigger: TriggerSpec, index: number): readonly Finding[] {
  if (trigger.limit !== undefined || trigger.rearm !== undefined || !triggerScope(workflow, index).has(trigger.then)) return []
  return [report('LUM602', { trigger: trigger.id }, ['spec', 'triggers', index, 'then'])]
}

function sidePath({ workflow, graph, report }: LintContext, { main }: Shared, trigger: TriggerSpec, index: number): readonly Finding[] {
  if (trigger.mode !== 'notify' || !Object.hasOwn(workflow.spec.flow.nodes, trigger.then)) return []
  const { nodes } = workflow.spec.flow
  // Behind a node of the main flow everything is main flow, so nothing more needs to be walked there.
  const side = [...reachableFrom(graph, [trigger.then], (link) => !main.has(link.source))]
  const path = ['spec', 'triggers', index, 'then']
  const shared = side.find((id) => main.has(id))
  if (shared !== undefined) return [report('LUM604', { trigger: trigger.id, problem: `runs into the main flow at ${shared}` }, path)]
  const ending = side.find((id) => { const node = nodes[id]; return node?.kind === 'end' && node.outcome !== 'none' })
  return ending === undefined ? [] : [report('LUM604', { trigger: trigger.id, problem: `ends the ticket at ${ending}` }, path)]
}

function unwritten({ report }: LintContext, { whens, isWritten }: Shared, trigger: TriggerSpec, index: number): readonly Finding[] {
  const site = whens.get(index)
  if (site === undefined) return []
  const roots = new Set((conditionOf(site)?.readsAt ?? []).flatMap((read) => read.path[0]?.name ?? []))
  return [...roots].flatMap((root) => (isWritten(root, index) ? [] : [report('LUM605', { trigger: trigger.id, root }, site.site.path)]))
}

/** LUM601, LUM602, LUM604, LUM605: triggers fire when they should, lead where they may, and watch something that is written. */
export const triggerRules: LintRule = (context) => {
  const all = shared(context)
  return (context.workflow.spec.triggers ?? []).flatMap((trigger, index) => [
    ...flapping(context, all, trigger, index), ...selfFeeding(context, trigger, index), ...sidePath(context, all, trigger, index), ...unwritten(context, all, trigger, index),
  ])
}
