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
import { scopeFacts } from './scope-facts.ts'

/** What is surely written at some moment; it is asked, not listed, for a large flow writes thousands of values. */
export type Facts = Pick<ReadonlySet<string>, 'has'>

/** What is surely written when a ticket comes to a node, and after the node is done; undefined where no ticket ever comes. */
export type Presence = {
  readonly before: (id: string) => Facts | undefined
  /** When the node's variables are computed: its work is done, none of its variables is written yet. */
  readonly atSet: (id: string) => Facts | undefined
  /** When the rules of a decision or the arms of a block are looked at: its variables are written. */
  readonly atRules: (id: string) => Facts | undefined
  /** When the node has failed, whatever it had come to. */
  readonly failed: (id: string) => Facts | undefined
  /** Surely there at any time once a ticket has come to rest. */
  readonly resting: Facts
  /** Surely written wherever a trigger may fire. */
  readonly during: (triggerIndex: number) => Facts | undefined
}

/** Kinds at which a ticket rests: a trigger can fire there, and by then the driver has set the ticket's clocks. */
const rests: Readonly<Record<FlowNodeKind, boolean>> = {
  start: false, agent: true, decision: false, parallel: true, join: false, tool: true, message: true, human: true, wait: true, subflow: true, end: false,
}

const scopesOf = new WeakMap<Workflow, Map<string, ReadonlySet<string>>>()

/** The nodes at which a trigger may fire; one set for all triggers that watch the same. */
export function triggerScope(workflow: Workflow, triggerIndex: number): ReadonlySet<string> {
  const trigger = workflow.spec.triggers?.[triggerIndex]
  if (trigger === undefined) return new Set()
  const scopes = scopesOf.get(workflow) ?? new Map<string, ReadonlySet<string>>()
  scopesOf.set(workflow, scopes)
  const key = JSON.stringify([trigger.stages ?? null, trigger.nodes ?? null])
  const known = scopes.get(key)
  if (known !== undefined) return known
  const everywhere = trigger.stages === undefined && trigger.nodes === undefined
  const stages = new Set(trigger.stages)
  const named = new Set(trigger.nodes)
  const scope = new Set(Object.entries(workflow.spec.flow.nodes).flatMap(([id, node]) => (everywhere || stages.has(node.stage) || named.has(id) ? [id] : [])))
  scopes.set(key, scope)
  return scope
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
  for (const region of regions) {
    for (const id of new Set((arms.get(region.id) ?? []).flatMap(({ nodes }) => [...nodes]))) {
      const blocks = around.get(id)
      if (blocks === undefined) around.set(id, [region])
      else blocks.push(region)
    }
  }
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
  const { of, union, common, same, view } = factSets()
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
  const monitors = triggers.map((_, index) => of(options.monitorsRead?.(index) ?? []))
  const starts = new Set(graph.starts)
  const watched = scopeFacts(triggers, { common, same })

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
  const leave = (id: string): FactSet | undefined => {
    // Tickets that a sample leaves out pass without any work, and write nothing.
    if (sampled.has(id)) {
      const facts = entered.get(id)
      return facts === undefined ? undefined : without(facts, error)
    }
    return withVariables(id, done(id))
  }
  const leftOf = new Map<string, FactSet>()
  const left = (id: string): FactSet | undefined => {
    const facts = leftOf.get(id) ?? leave(id)
    if (facts !== undefined) leftOf.set(id, facts)
    return facts
  }
  const inScope = (index: number): FactSet | undefined => {
    const facts = watched.of(index)
    return facts === undefined ? undefined : union([without(facts, error), clocks])
  }
  const sureOf = new Map(regions.map((region) => [region.id, options.allArms === true ? new Set((arms.get(region.id) ?? []).map((arm) => arm.id)) : sureArms(region)]))
  const unsureRoots = new Map(regions.map(({ id }) => [id, of((arms.get(id) ?? []).flatMap((arm) => (sureOf.get(id)?.has(arm.id) === true ? [] : [...arm.roots])))]))
  /** What is left, after a block, of what was there before it, where what is lost is surely so. */
  const baseOf = (region: ParallelRegion, lost: ReadonlyMap<string, FactSet>): FactSet | undefined => {
    const base = left(region.id)
    return base === undefined ? undefined : without(base, lost.get(region.id) ?? none)
  }
  const failed = (id: string): FactSet | undefined => {
    const region = regionOfJoin.get(id)
    // A join that fails takes all its arms with it.
    const facts = region === undefined ? entered.get(id) : baseOf(region, armRoots)
    return facts === undefined ? undefined : union([facts, error])
  }
  const fired = (index: number): FactSet | undefined => {
    const facts = inScope(index)
    if (facts === undefined) return undefined
    // A path beside the ticket goes on while blocks of the main flow are joined and given up.
    return union([triggers[index]?.mode === 'notify' ? without(facts, anyArm) : facts, monitors[index] ?? none])
  }
  const lossOf = new Map<Link, FactSet>()
  /** A way out of a block gives the block up, and all its arms with it. */
  const lossAlong = (link: Link): FactSet => {
    const known = lossOf.get(link)
    if (known !== undefined) return known
    const { source, target } = link
    const given = (around.get(source) ?? []).filter((region) => target !== region.joinId && !(arms.get(region.id) ?? []).some((arm) => arm.nodes.has(source) && arm.nodes.has(target)))
    const loss = union([none, ...given.flatMap((region) => armRoots.get(region.id) ?? [])])
    lossOf.set(link, loss)
    return loss
  }
  const along = (link: Link): FactSet | undefined => {
    if (link.kind === 'onError') return error
    if (link.kind === 'trigger') return fired(indexOfTrigger.get(link.source) ?? -1)
    const facts = link.kind === 'catch' ? failed(link.source) : link.kind === 'onMaxVisits' ? entered.get(link.source) : left(link.source)
    const loss = lossAlong(link)
    return facts === undefined || loss.length === 0 ? facts : without(facts, loss)
  }
  /** The ways by which each arm that a join surely waits for comes to it. */
  const waitedWays = new Map([...regionOfJoin.values()].map((region) => [region.id, (arms.get(region.id) ?? []).flatMap((arm) =>
    sureOf.get(region.id)?.has(arm.id) === true && arm.nodes.size > 0 ? [graph.into(region.joinId ?? '').filter((link) => arm.nodes.has(link.source))] : [])]))
  const joined = (region: ParallelRegion): FactSet | undefined => {
    const base = baseOf(region, unsureRoots)
    if (base === undefined) return undefined
    const waited = waitedWays.get(region.id) ?? []
    const gains = waited.flatMap((ways) => common(ways.flatMap((link) => along(link) ?? [])) ?? [])
    // An arm that has not been walked yet counts as "everything" too.
    return gains.length < waited.length ? undefined : without(union([base, ...gains]), error)
  }
  const enter = (id: string): FactSet | undefined => {
    const region = regionOfJoin.get(id)
    if (region !== undefined) return joined(region)
    const ways = graph.into(id).flatMap((link) => along(link) ?? [])
    return common(starts.has(id) ? [none, ...ways] : ways)
  }

  // Nodes not walked yet count as "everything", so the facts shrink until nothing changes; only what a change can reach is looked at again.
  const order = walkOrder(graph, regions)
  const joinOf = new Map([...regionOfJoin].map(([joinId, region]) => [region.id, joinId]))
  const walked = new Set(order)
  const stale = new Set(order)
  const lookAgain = (id: string): void => { if (walked.has(id)) stale.add(id) }
  const changed = (id: string, facts: FactSet): void => {
    leftOf.delete(id)
    entered.set(id, facts)
    const join = joinOf.get(id)
    // What a join leaves when it fails is what its block left.
    const ways = join === undefined ? graph.outOf(id) : [...graph.outOf(id), ...graph.outOf(join)]
    for (const link of ways) lookAgain(link.target)
    if (join !== undefined) lookAgain(join)
    const node = nodes[id]
    if (node === undefined || !rests[node.kind]) return
    // While a block runs, its arms may take along what was written before under their names.
    const roots = armRoots.get(id)
    for (const target of watched.add(id, node.stage, roots === undefined ? facts : without(facts, roots))) lookAgain(target)
  }
  while (stale.size > 0) {
    for (const id of order) {
      if (!stale.delete(id)) continue
      const facts = enter(id)
      const before = entered.get(id)
      if (facts !== undefined && (before === undefined || !same(before, facts))) changed(id, facts)
    }
  }
  return {
    before: (id) => view(entered.get(id)),
    atSet: (id) => view(done(id)),
    atRules: (id) => view(withVariables(id, entered.get(id))),
    failed: (id) => view(failed(id)),
    resting: new Set(clocksOf(workflow)),
    during: (index) => view(inScope(index)),
  }
}
