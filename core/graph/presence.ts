import type { Workflow } from '../spec/workflow.ts'
import { contextWriters } from './context-roots.ts'
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

type Facts = ReadonlySet<string>

const none: Facts = new Set()

function intersect(sets: readonly Facts[]): Facts | undefined {
  const [first, ...rest] = sets
  return first === undefined ? undefined : rest.length === 0 ? first : new Set([...first].filter((item) => rest.every((set) => set.has(item))))
}

function union(sets: readonly Facts[]): Facts {
  return new Set(sets.flatMap((set) => [...set]))
}

function sameSize(left: Facts | undefined, right: Facts): boolean {
  // Facts only ever shrink, so equal sizes are equal sets.
  return left !== undefined && left.size === right.size
}

/** The nodes at which a trigger may fire. */
export function triggerScope(workflow: Workflow, triggerIndex: number): readonly string[] {
  const trigger = workflow.spec.triggers?.[triggerIndex]
  if (trigger === undefined) return []
  return Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => {
    const everywhere = trigger.stages === undefined && trigger.nodes === undefined
    return everywhere || trigger.stages?.includes(node.stage) === true || trigger.nodes?.includes(id) === true ? [id] : []
  })
}

/**
 * Follows every way and keeps what is written on all of them. With `allArms` a join is taken to wait for all its arms:
 * what is present then and not otherwise is lost by a join.
 */
export function presenceOf(workflow: Workflow, graph: FlowGraph, regions: readonly ParallelRegion[], options: { readonly allArms?: boolean; readonly monitorsRead?: (triggerIndex: number) => readonly string[] } = {}): Presence {
  const { nodes } = workflow.spec.flow
  const written = new Map<string, readonly string[]>()
  for (const writer of contextWriters(workflow)) if (writer.kind === 'node' && !writer.sampled) written.set(writer.id, [writer.root])
  for (const [id, node] of Object.entries(nodes)) if (node.set !== undefined) written.set(id, [...(written.get(id) ?? []), ...Object.keys(node.set)])
  const regionOfJoin = new Map(regions.flatMap((region) => (region.joinId === undefined ? [] : [[region.joinId, region] as const])))
  const triggers = workflow.spec.triggers ?? []
  const scopes = triggers.map((_, index) => triggerScope(workflow, index))

  const entered = new Map<string, Facts>(graph.starts.map((id) => [id, none]))
  const left = (id: string): Facts | undefined => {
    const facts = entered.get(id)
    const own = written.get(id)
    return facts === undefined || own === undefined ? facts : union([facts, new Set(own)])
  }
  const fired = (index: number): Facts | undefined => {
    const facts = intersect((scopes[index] ?? []).flatMap((id) => entered.get(id) ?? []))
    return facts === undefined ? undefined : union([facts, new Set(options.monitorsRead?.(index) ?? [])])
  }
  const along = (link: Link): Facts | undefined => {
    if (link.kind === 'onError') return new Set(['error'])
    if (link.kind === 'trigger') return fired(triggers.findIndex((trigger) => link.source === `trigger.${trigger.id}`))
    const facts = entered.get(link.source)
    if (facts === undefined) return undefined
    if (link.kind === 'catch') return union([facts, new Set(['error'])])
    return link.kind === 'onMaxVisits' ? facts : left(link.source)
  }
  const joined = (region: ParallelRegion): Facts | undefined => {
    const base = left(region.id)
    if (base === undefined) return undefined
    const sure = sureArms(region)
    const waited = region.arms.filter((arm) => arm.exits.length > 0 && (options.allArms === true || sure.has(arm.id)))
    const gains = waited.flatMap((arm) => intersect(arm.exits.flatMap((exit) => along(exit) ?? [])) ?? [])
    // An arm that has not been walked yet counts as "everything" too.
    return gains.length < waited.length ? undefined : union([base, ...gains])
  }
  const enter = (id: string): Facts | undefined => {
    const region = regionOfJoin.get(id)
    if (region !== undefined) return joined(region)
    const ways = graph.into(id).flatMap((link) => along(link) ?? [])
    return intersect(graph.starts.includes(id) ? [none, ...ways] : ways)
  }

  // Unreached nodes count as "everything", so the facts shrink until nothing changes.
  for (let changed = true, rounds = 0; changed && rounds < 200; rounds += 1) {
    changed = false
    for (const id of graph.ids) {
      const facts = enter(id)
      if (facts === undefined || sameSize(entered.get(id), facts)) continue
      entered.set(id, facts)
      changed = true
    }
  }
  return { before: (id) => entered.get(id), after: left, during: (index) => intersect((scopes[index] ?? []).flatMap((id) => entered.get(id) ?? [])) }
}
