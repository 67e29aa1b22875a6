import type { Finding } from '../../spec/finding.ts'
import type { TriggerSpec } from '../../spec/workflow.ts'
import { contextWriters } from '../context-roots.ts'
import type { CompiledSite, LintContext, LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'
import { triggerScope } from '../presence.ts'
import { reachableFrom } from '../reachability.ts'
import { rearmWithGap } from '../rearm-with-gap.ts'

function whenOf(sites: readonly CompiledSite[], index: number): CompiledSite | undefined {
  return sites.find(({ site }) => site.moment.kind === 'trigger' && site.moment.index === index && site.path.at(-1) === 'when')
}

function flapping({ source, sites, report }: LintContext, trigger: TriggerSpec, index: number): readonly Finding[] {
  if (trigger.sustain !== undefined || trigger.rearm !== undefined || trigger.limit !== undefined) return []
  const site = whenOf(sites, index)
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
  if (trigger.limit !== undefined || trigger.rearm !== undefined || !triggerScope(workflow, index).includes(trigger.then)) return []
  return [report('LUM602', { trigger: trigger.id }, ['spec', 'triggers', index, 'then'])]
}

function sidePath({ workflow, graph, report }: LintContext, trigger: TriggerSpec, index: number): readonly Finding[] {
  if (trigger.mode !== 'notify' || !Object.hasOwn(workflow.spec.flow.nodes, trigger.then)) return []
  const { nodes, onError } = workflow.spec.flow
  const interrupts = (workflow.spec.triggers ?? []).flatMap((other) => (other.mode === 'interrupt' ? [other.then] : []))
  const main = reachableFrom(graph, [...graph.starts, ...interrupts, onError.then])
  const side = [...reachableFrom(graph, [trigger.then])]
  const path = ['spec', 'triggers', index, 'then']
  const shared = side.find((id) => main.has(id))
  if (shared !== undefined) return [report('LUM604', { trigger: trigger.id, problem: `runs into the main flow at ${shared}` }, path)]
  const ending = side.find((id) => { const node = nodes[id]; return node?.kind === 'end' && node.outcome !== 'none' })
  return ending === undefined ? [] : [report('LUM604', { trigger: trigger.id, problem: `ends the ticket at ${ending}` }, path)]
}

function unwritten({ workflow, graph, sites, report }: LintContext, trigger: TriggerSpec, index: number): readonly Finding[] {
  const site = whenOf(sites, index)
  if (site === undefined) return []
  const roots = new Set((conditionOf(site)?.readsAt ?? []).flatMap((read) => read.path[0]?.name ?? []))
  const scope = triggerScope(workflow, index)
  const stages = new Set(scope.flatMap((id) => workflow.spec.flow.nodes[id]?.stage ?? []))
  const writers = contextWriters(workflow)
  return [...roots].flatMap((root) => {
    const own = writers.filter((writer) => writer.root === root)
    const written = own.length === 0 || own.some((writer) => {
      const watched = writer.kind === 'monitor' ? workflow.spec.monitors?.[writer.id]?.stages : undefined
      if (writer.kind === 'monitor') return watched === undefined || watched.some((stage) => stages.has(stage))
      const later = reachableFrom(graph, [writer.id])
      return scope.some((id) => later.has(id))
    })
    return written ? [] : [report('LUM605', { trigger: trigger.id, root }, site.site.path)]
  })
}

/** LUM601, LUM602, LUM604, LUM605: triggers fire when they should, lead where they may, and watch something that is written. */
export const triggerRules: LintRule = (context) =>
  (context.workflow.spec.triggers ?? []).flatMap((trigger, index) => [
    ...flapping(context, trigger, index), ...selfFeeding(context, trigger, index), ...sidePath(context, trigger, index), ...unwritten(context, trigger, index),
  ])
