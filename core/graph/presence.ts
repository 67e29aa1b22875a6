import type { Workflow } from '../spec/workflow.ts'
import { contextWriters } from './context-roots.ts'
import type { FactSet } from './fact-sets.ts'
import { factSets } from './fact-sets.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { Link } from './links.ts'
import type { ParallelRegion } from './regions.ts'
import { sureArms } from './regions.ts'

/** What is surely written when a ticket comes to a node, and after the node is done; undefined where no ticket ever comes. */
export type Presence = {
  readonly before: (id: string) => ReadonlySet<string> | undefined
  readonly after: (id: string) => ReadonlySet<string> | undefined
  /** Surely written wherever a trigger may fire. */
  readonly during: (triggerIndex: number) => ReadonlySet<string> | undefined
}

/** The nodes at which a trigger may fire. */
export function triggerScope(workflow: Workflow, triggerIndex: number): readonly string[] {
  const trigger = workflow.spec.triggers?.[triggerIndex]
  if (trigger === undefined) return []
  const everywhere = trigger.stages === undefined && trigger.nodes === undefined
  const stages = new Set(trigger.stages)
  const named = new Set(trigger.nodes)
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => (everywhere || stages.has(node.stage) || named.has(id) ? [id] : []))
}

/** Nodes that a ticket can come to, each after those before it as far as loops allow. */
function walkOrder(graph: FlowGraph, regions: readonly ParallelRegion[]): readonly string[] {
  const joins = new Map(regions.flatMap((region) => (region.joinId === undefined ? [] : [[region.id, region.joinId] as const])))
  const known = new Set(graph.ids)
  const ahead = (id: string): readonly string[] => {
    const join = joins.get(id)
    const targets = graph.outOf(id).map((link) => link.target)
    return join !== undefined && known.has(join) ? [join, ...targets] : targets
  }
  const done: string[] = []
  const seen = new Set<string>()
  for (const root of [...graph.starts, ...graph.links.flatMap((link) => (link.kind === 'trigger' || link.kind === 'onError' ? [link.target] : []))]) {
    if (seen.has(root)) continue
    seen.add(root)
    const stack = [{ id: root, targets: ahead(root), at: 0 }]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const target = frame.targets[frame.at]
      frame.at += 1
      if (target === undefined) {
        done.push(frame.id)
        stack.pop()
      } else if (!seen.has(target)) {
        seen.add(target)
        stack.push({ id: target, targets: ahead(target), at: 0 })
      }
    }
  }
  return done.toReversed()
}

function writtenBy(workflow: Workflow): ReadonlyMap<string, readonly string[]> {
  const written = new Map<string, readonly string[]>()
  for (const writer of contextWriters(workflow)) if (writer.kind === 'node' && !writer.sampled) written.set(writer.id, [writer.root])
  for (const [id, node] of Object.entries(workflow.spec.flow.nodes)) if (node.set !== undefined) written.set(id, [...(written.get(id) ?? []), ...Object.keys(node.set)])
  return written
}

/**
 * Follows every way and keeps what is written on all of them. With `allArms` a join is taken to wait for all its arms:
 * what is present then and not otherwise is lost by a join.
 */
export function presenceOf(workflow: Workflow, graph: FlowGraph, regions: readonly ParallelRegion[], options: { readonly allArms?: boolean; readonly monitorsRead?: (triggerIndex: number) => readonly string[] } = {}): Presence {
  const { of, union, common, same, names } = factSets()
  const none = of([])
  const error = of(['error'])
  const written = new Map([...writtenBy(workflow)].map(([id, facts]) => [id, of(facts)]))
  const regionOfJoin = new Map(regions.flatMap((region) => (region.joinId === undefined ? [] : [[region.joinId, region] as const])))
  const triggers = workflow.spec.triggers ?? []
  const indexOfTrigger = new Map(triggers.map((trigger, index) => [`trigger.${trigger.id}`, index]))
  const scopes = triggers.map((_, index) => triggerScope(workflow, index))
  const monitors = triggers.map((_, index) => of(options.monitorsRead?.(index) ?? []))
  const starts = new Set(graph.starts)

  const entered = new Map<string, FactSet>(graph.starts.map((id) => [id, none]))
  const left = (id: string): FactSet | undefined => {
    const facts = entered.get(id)
    const own = written.get(id)
    return facts === undefined || own === undefined ? facts : union([facts, own])
  }
  const inScope = (index: number): FactSet | undefined => common((scopes[index] ?? []).flatMap((id) => entered.get(id) ?? []))
  const along = (link: Link): FactSet | undefined => {
    if (link.kind === 'onError') return error
    if (link.kind === 'trigger') {
      const index = indexOfTrigger.get(link.source) ?? -1
      const facts = inScope(index)
      return facts === undefined ? undefined : union([facts, monitors[index] ?? none])
    }
    const facts = entered.get(link.source)
    if (facts === undefined) return undefined
    if (link.kind === 'catch') {
      // A join that fails takes all its arms with it.
      const region = regionOfJoin.get(link.source)
      const kept = region === undefined ? facts : left(region.id)
      return kept === undefined ? undefined : union([kept, error])
    }
    return link.kind === 'onMaxVisits' ? facts : left(link.source)
  }
  const joined = (region: ParallelRegion): FactSet | undefined => {
    const base = left(region.id)
    if (base === undefined) return undefined
    const sure = sureArms(region)
    const waited = region.arms.filter((arm) => arm.exits.length > 0 && (options.allArms === true || sure.has(arm.id)))
    const gains = waited.flatMap((arm) => common(arm.exits.flatMap((exit) => along(exit) ?? [])) ?? [])
    // An arm that has not been walked yet counts as "everything" too.
    return gains.length < waited.length ? undefined : union([base, ...gains])
  }
  const enter = (id: string): FactSet | undefined => {
    const region = regionOfJoin.get(id)
    if (region !== undefined) return joined(region)
    const ways = graph.into(id).flatMap((link) => along(link) ?? [])
    return common(starts.has(id) ? [none, ...ways] : ways)
  }

  // Nodes not walked yet count as "everything", so the facts shrink until nothing changes.
  const order = walkOrder(graph, regions)
  for (let changed = true; changed;) {
    changed = false
    for (const id of order) {
      const facts = enter(id)
      const before = entered.get(id)
      if (facts === undefined || (before !== undefined && same(before, facts))) continue
      entered.set(id, facts)
      changed = true
    }
  }
  return { before: (id) => names(entered.get(id)), after: (id) => names(left(id)), during: (index) => names(inScope(index)) }
}
