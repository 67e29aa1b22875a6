import type { FlowNodeKind, Workflow } from '../spec/workflow.ts'
import type { ArmNodes } from './arm-nodes.ts'
import { armNodes } from './arm-nodes.ts'
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
  /** When the node's variables are computed: its work is done, none of its variables is written yet. */
  readonly atSet: (id: string) => ReadonlySet<string> | undefined
  /** When the rules of a decision or the arms of a block are looked at: its variables are written. */
  readonly atRules: (id: string) => ReadonlySet<string> | undefined
  /** When the node has failed, whatever it had come to. */
  readonly failed: (id: string) => ReadonlySet<string> | undefined
  /** Surely there at any time once a ticket has come to rest. */
  readonly resting: ReadonlySet<string>
  /** Surely written wherever a trigger may fire. */
  readonly during: (triggerIndex: number) => ReadonlySet<string> | undefined
}

/** Kinds at which a ticket rests: a trigger can fire there, and by then the driver has set the ticket's clocks. */
const rests: Readonly<Record<FlowNodeKind, boolean>> = {
  start: false, agent: true, decision: false, parallel: true, join: false, tool: true, message: true, human: true, wait: true, subflow: true, end: false,
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

function without(facts: FactSet, gone: FactSet): FactSet {
  const kept = facts.slice()
  for (let word = 0; word < Math.min(kept.length, gone.length); word += 1) kept[word] = (kept[word] ?? 0) & ~(gone[word] ?? 0)
  return kept
}

type Blocks = {
  readonly arms: ReadonlyMap<string, readonly ArmNodes[]>
  /** The blocks that a node stands in. */
  readonly around: ReadonlyMap<string, readonly ParallelRegion[]>
  /** Whether a root can vanish long after its block: an arm that runs on beside the ticket takes it along when it fails. */
  readonly isVolatile: (root: string, node: string) => boolean
}

function blocksOf(workflow: Workflow, graph: FlowGraph, regions: readonly ParallelRegion[]): Blocks {
  const arms = new Map(regions.map((region) => [region.id, armNodes(workflow, graph, region)]))
  const around = new Map<string, ParallelRegion[]>()
  for (const region of regions) for (const { nodes } of arms.get(region.id) ?? []) for (const id of nodes) around.set(id, [...(around.get(id) ?? []), region])
  const late = regions.flatMap((region) => (region.join?.remaining === 'continue' ? (arms.get(region.id) ?? []) : []))
  return { arms, around, isVolatile: (root, node) => late.some((arm) => arm.roots.has(root) && !arm.nodes.has(node)) }
}

function clocksOf(workflow: Workflow): readonly string[] {
  const last = workflow.spec.slas?.at(-1)
  return last !== undefined && last.when === undefined ? ['sla.firstResponse', 'sla.resolution'] : []
}

/**
 * Follows every way and keeps what is written on all of them. With `allArms` a join is taken to wait for all its arms:
 * what is present then and not otherwise is lost by a join.
 */
export function presenceOf(workflow: Workflow, graph: FlowGraph, regions: readonly ParallelRegion[], options: { readonly allArms?: boolean; readonly monitorsRead?: (triggerIndex: number) => readonly string[] } = {}): Presence {
  const { nodes } = workflow.spec.flow
  const { of, union, common, same, names } = factSets()
  const none = of([])
  const error = of(['error'])
  const clocks = of(clocksOf(workflow))
  const { arms, around, isVolatile } = blocksOf(workflow, graph, regions)
  const armRoots = new Map(regions.map(({ id }) => [id, of((arms.get(id) ?? []).flatMap((arm) => [...arm.roots]))]))
  const anyArm = union([none, ...armRoots.values()])
  const outputs = new Map(contextWriters(workflow).flatMap((writer) => (writer.kind === 'node' && !writer.sampled && !isVolatile(writer.root, writer.id) ? [[writer.id, of([writer.root])] as const] : [])))
  const sampled = new Set(contextWriters(workflow).flatMap((writer) => (writer.kind === 'node' && writer.sampled ? [writer.id] : [])))
  const variables = new Map(Object.entries(nodes).flatMap(([id, node]) => (node.set === undefined ? [] : [[id, of(Object.keys(node.set))] as const])))
  const regionOfJoin = new Map(regions.flatMap((region) => (region.joinId === undefined ? [] : [[region.joinId, region] as const])))
  const triggers = workflow.spec.triggers ?? []
  const indexOfTrigger = new Map(triggers.map((trigger, index) => [`trigger.${trigger.id}`, index]))
  const scopes = triggers.map((_, index) => triggerScope(workflow, index).filter((id) => { const kind = nodes[id]?.kind; return kind !== undefined && rests[kind] }))
  const monitors = triggers.map((_, index) => of(options.monitorsRead?.(index) ?? []))
  const starts = new Set(graph.starts)

  const entered = new Map<string, FactSet>(graph.starts.map((id) => [id, none]))
  const withVariables = (id: string, facts: FactSet | undefined): FactSet | undefined => {
    const own = variables.get(id)
    return facts === undefined || own === undefined ? facts : union([facts, own])
  }
  const done = (id: string): FactSet | undefined => {
    const facts = entered.get(id)
    const kind = nodes[id]?.kind
    if (facts === undefined || kind === undefined || !rests[kind]) return facts
    // Work of its own ends an error route: what went wrong can no longer be read.
    return union([without(facts, error), outputs.get(id) ?? none, clocks])
  }
  const left = (id: string): FactSet | undefined => {
    // Tickets that a sample leaves out pass without any work, and write nothing.
    if (sampled.has(id)) {
      const facts = entered.get(id)
      return facts === undefined ? undefined : without(facts, error)
    }
    return withVariables(id, done(id))
  }
  const inScope = (index: number): FactSet | undefined => {
    const facts = common((scopes[index] ?? []).flatMap((id) => {
      const at = entered.get(id)
      // While a block runs, its arms may take along what was written before under their names.
      return at === undefined ? [] : [without(at, armRoots.get(id) ?? none)]
    }))
    return facts === undefined ? undefined : union([without(facts, error), clocks])
  }
  /** What is left, after a block, of what was there before it, where only some arms are surely done. */
  const baseOf = (region: ParallelRegion, sure: ReadonlySet<string>): FactSet | undefined => {
    const base = left(region.id)
    return base === undefined ? undefined : without(base, of((arms.get(region.id) ?? []).flatMap((arm) => (sure.has(arm.id) ? [] : [...arm.roots]))))
  }
  const failed = (id: string): FactSet | undefined => {
    const region = regionOfJoin.get(id)
    // A join that fails takes all its arms with it.
    const facts = region === undefined ? entered.get(id) : baseOf(region, new Set())
    return facts === undefined ? undefined : union([facts, error])
  }
  const fired = (index: number): FactSet | undefined => {
    const facts = inScope(index)
    if (facts === undefined) return undefined
    // A path beside the ticket goes on while blocks of the main flow are joined and given up.
    return union([triggers[index]?.mode === 'notify' ? without(facts, anyArm) : facts, monitors[index] ?? none])
  }
  const along = (link: Link): FactSet | undefined => {
    if (link.kind === 'onError') return error
    if (link.kind === 'trigger') return fired(indexOfTrigger.get(link.source) ?? -1)
    const { source, target } = link
    const facts = link.kind === 'catch' ? failed(source) : link.kind === 'onMaxVisits' ? entered.get(source) : left(source)
    // A way out of a block gives the block up, and all its arms with it.
    const given = (around.get(source) ?? []).filter((region) => target !== region.joinId && !(arms.get(region.id) ?? []).some((arm) => arm.nodes.has(source) && arm.nodes.has(target)))
    return facts === undefined ? undefined : given.reduce((kept, region) => without(kept, armRoots.get(region.id) ?? none), facts)
  }
  const joined = (region: ParallelRegion): FactSet | undefined => {
    const all = arms.get(region.id) ?? []
    const sure = options.allArms === true ? new Set(all.map((arm) => arm.id)) : sureArms(region)
    const base = baseOf(region, sure)
    if (base === undefined) return undefined
    const waited = all.filter((arm) => sure.has(arm.id) && arm.nodes.size > 0)
    const entries = graph.into(region.joinId ?? '')
    const gains = waited.flatMap((arm) => common(entries.filter((link) => arm.nodes.has(link.source)).flatMap((link) => along(link) ?? [])) ?? [])
    // An arm that has not been walked yet counts as "everything" too.
    return gains.length < waited.length ? undefined : without(union([base, ...gains]), error)
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
  return {
    before: (id) => names(entered.get(id)),
    atSet: (id) => names(done(id)),
    atRules: (id) => names(withVariables(id, entered.get(id))),
    failed: (id) => names(failed(id)),
    resting: new Set(clocksOf(workflow)),
    during: (index) => names(inScope(index)),
  }
}
