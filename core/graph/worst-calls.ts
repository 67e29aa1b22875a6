import type { FlowNode, RetrySpec, Workflow } from '../spec/workflow.ts'
import { circlesAmong } from './cycles.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { ParallelRegion } from './regions.ts'

/** How often one visit of a node starts an agent, and how many visits the worst way makes. */
export type CallsAt = { readonly visits: number; readonly each: number }

/** The most agents that one ticket can start on its way through the flow. */
export type WorstCalls = {
  readonly calls: number
  /** False where the loops allow so many ways that only some of them were tried; `calls` is then a lower bound. */
  readonly exact: boolean
  readonly at: ReadonlyMap<string, CallsAt>
}

type Way = { readonly calls: number; readonly exact: boolean; readonly runs: ReadonlyMap<string, number> }
/** Nodes of one circle, with how often each bounded one may still run written as digits of one number. */
type Group = { readonly weights: ReadonlyMap<string, number>; readonly caps: ReadonlyMap<string, number>; readonly states: number }
/** A node with its ways as places in a list; a state of the search is a place and a code, and its key is `base` + code. */
type Place = {
  readonly id: string
  readonly group: Group
  readonly base: number
  readonly cap: number | undefined
  readonly weight: number
  readonly cost: number
  readonly next: readonly number[]
  readonly exit: readonly number[]
}
type Known = { readonly calls: number; readonly place: Place; readonly ran: boolean; readonly ahead: number | undefined }

const mostStates = 20_000
const mostSteps = 50_000
/** Blocks that may stand in one another without a thought for the depth of calls. */
const mostDeep = 200
const alone: Group = { weights: new Map(), caps: new Map(), states: 1 }

function attempts(retry: RetrySpec | undefined): number {
  return retry === undefined ? 1 : (retry.maxAttempts ?? 3)
}

function callsEach(node: FlowNode | undefined): number {
  if (node?.kind === 'agent') return attempts(node.retry)
  return node?.kind === 'human' && node.assist !== undefined ? 1 : 0
}

function groupOf(nodes: Workflow['spec']['flow']['nodes'], ids: readonly string[]): Group & { readonly exact: boolean } {
  const bounded = ids.flatMap((id) => { const bound = nodes[id]?.maxVisits; return bound === undefined ? [] : [{ id, bound }] }).toSorted((left, right) => right.bound - left.bound)
  const room = Math.max(1, Math.floor(mostStates / ids.length))
  // The largest bounds count most; each of the others keeps at least one run as long as there is room.
  const counted = bounded.slice(0, Math.max(1, Math.floor(Math.log2(room))))
  const weights = new Map<string, number>()
  const caps = new Map<string, number>(bounded.map(({ id }) => [id, 0]))
  let states = 1
  counted.forEach(({ id, bound }, index) => {
    const cap = Math.max(1, Math.min(bound, Math.floor(room / states / 2 ** (counted.length - index - 1)) - 1))
    weights.set(id, states)
    caps.set(id, cap)
    states *= cap + 1
  })
  return { weights, caps, states, exact: bounded.every(({ id, bound }) => caps.get(id) === bound) }
}

/**
 * Follows every way through the bounded loops and keeps the dearest. A visit of an agent counts as often as it may be tried, an
 * assistant counts with its person, and all arms of a block count. Monitors, triggers and error routes of the whole flow are left out:
 * how often they come in depends on the customer, not on the flow.
 */
export function worstCalls(workflow: Workflow, graph: FlowGraph, regions: readonly ParallelRegion[]): WorstCalls {
  const { nodes } = workflow.spec.flow
  const blocks = new Map(regions.map((region) => [region.id, region]))
  const blockWays = new Map<string, Way>()
  const none: Way = { calls: 0, exact: true, runs: new Map() }

  const ahead = new Map(graph.ids.map((id) => {
    const join = blocks.get(id)?.joinId
    const own = graph.outOf(id).flatMap((link) => (link.kind === 'arm' || link.kind === 'onMaxVisits' ? [] : [link.target]))
    return [id, [...new Set(join === undefined ? own : [...own, join])]] as const
  }))
  const onward = (id: string): readonly string[] => ahead.get(id) ?? []
  const blockWay = (id: string): Way => {
    const known = blockWays.get(id)
    if (known !== undefined) return known
    // A block that reaches itself has a finding of its own.
    blockWays.set(id, none)
    const ways = (blocks.get(id)?.arms ?? []).map((arm) => (arm.arm.then === undefined ? none : dearest(arm.arm.then, arm.nodes)))
    const runs = new Map<string, number>()
    for (const way of ways) for (const [node, count] of way.runs) runs.set(node, (runs.get(node) ?? 0) + count)
    const way = { calls: ways.reduce((sum, each) => sum + each.calls, 0), exact: ways.every((each) => each.exact), runs }
    blockWays.set(id, way)
    return way
  }
  const costOf = (id: string): number => callsEach(nodes[id]) + (blocks.has(id) ? blockWay(id).calls : 0)

  function dearest(entry: string, inside: ReadonlySet<string> | undefined): Way {
    const allowed = (id: string): boolean => Object.hasOwn(nodes, id) && (inside?.has(id) ?? true)
    if (!allowed(entry)) return none
    const targets = (id: string): readonly string[] => [...onward(id), ...(nodes[id]?.onMaxVisits === undefined ? [] : [nodes[id].onMaxVisits])].filter(allowed)
    const reached = new Set([entry])
    for (const id of reached) for (const target of targets(id)) reached.add(target)
    const groups = new Map<string, Group>()
    let exact = true
    for (const circle of circlesAmong([...reached], targets)) {
      const group = groupOf(nodes, circle)
      exact &&= group.exact
      for (const id of circle) groups.set(id, group)
    }
    const ids = [...reached]
    const placeOf = new Map(ids.map((id, place) => [id, place]))
    const placesOf = (list: readonly string[]): readonly number[] => list.flatMap((id) => placeOf.get(id) ?? [])
    let base = 0
    const places = ids.map((id): Place => {
      const group = groups.get(id) ?? alone
      const exit = nodes[id]?.onMaxVisits
      const place = { id, group, base, cap: group.caps.get(id), weight: group.weights.get(id) ?? 0, cost: costOf(id), next: placesOf(onward(id)), exit: placesOf(exit === undefined ? [] : [exit]) }
      base += group.states
      return place
    })
    const tried = walk(places)
    const straying = exact ? [] : stray(entry, (id) => {
      const onwards = onward(id).filter(allowed)
      const staying = onwards.filter((target) => groups.has(id) && groups.get(target) === groups.get(id))
      return staying.length > 0 ? staying : onwards
    }, (id) => nodes[id])
    const strayed = straying.reduce((sum, id) => sum + costOf(id), 0)
    const ran = strayed > tried.calls ? straying : tried.ran
    return { calls: Math.max(strayed, tried.calls), exact: exact && ran.every((id) => !blocks.has(id) || blockWay(id).exact), runs: runsOf(ran, (id) => (blocks.has(id) ? blockWay(id).runs : undefined)) }
  }

  // Blocks in one another are followed by recursion; where they could be very deep, the inner ones, which hold fewer nodes, come first.
  if (regions.length > mostDeep) {
    const size = new Map(regions.map((region) => [region.id, region.arms.reduce((sum, arm) => sum + arm.nodes.size, 0)]))
    for (const { id } of regions.toSorted((left, right) => (size.get(left.id) ?? 0) - (size.get(right.id) ?? 0))) blockWay(id)
  }

  const ways = graph.starts.map((start) => dearest(start, undefined))
  const worst = ways.reduce((left, right) => (right.calls > left.calls ? right : left), none)
  const at = new Map([...worst.runs].flatMap(([id, visits]): [string, CallsAt][] => { const each = callsEach(nodes[id]); return each === 0 ? [] : [[id, { visits, each }]] }))
  return { calls: worst.calls, exact: worst.exact, at }
}

/** One long way through loops that allow too many: at every fork the ways are taken in turn. It gives the nodes that run. */
function stray(entry: string, next: (id: string) => readonly string[], nodeOf: (id: string) => FlowNode | undefined): readonly string[] {
  const visits = new Map<string, number>()
  const ran: string[] = []
  let at: string | undefined = entry
  for (let steps = 0; at !== undefined && steps < mostSteps; steps += 1) {
    const node = nodeOf(at)
    const visited: number = visits.get(at) ?? 0
    if (node?.maxVisits !== undefined && visited >= node.maxVisits) {
      at = node.onMaxVisits
      continue
    }
    visits.set(at, visited + 1)
    ran.push(at)
    const ways: readonly string[] = next(at)
    at = ways[visited % Math.max(1, ways.length)]
  }
  return ran
}

function runsOf(ran: readonly string[], inBlock: (id: string) => ReadonlyMap<string, number> | undefined): ReadonlyMap<string, number> {
  const runs = new Map<string, number>()
  for (const id of ran) {
    runs.set(id, (runs.get(id) ?? 0) + 1)
    for (const [node, count] of inBlock(id) ?? []) runs.set(node, (runs.get(node) ?? 0) + count)
  }
  return runs
}

/** The dearest way from the first place on, without recursion: what a long flow would overflow. */
function walk(places: readonly Place[]): { readonly calls: number; readonly ran: readonly string[] } {
  const [first] = places
  if (first === undefined) return { calls: 0, ran: [] }
  const known = new Map<number, Known>()
  const open = new Set<number>()
  const enter = (place: Place, code: number): { readonly place: Place; readonly key: number; readonly code: number; readonly ran: boolean; readonly next: readonly number[]; at: number } => {
    const runs = place.weight === 0 ? 0 : Math.floor(code / place.weight) % ((place.cap ?? 0) + 1)
    const spent = place.cap !== undefined && runs >= place.cap
    open.add(place.base + code)
    return { place, key: place.base + code, code: spent ? code : code + place.weight, ran: !spent, next: spent ? place.exit : place.next, at: 0 }
  }
  // Only inside one group of loops do the counters go along.
  const keyAhead = (from: Place, to: Place, code: number): number => to.base + (from.group === to.group && to.group !== alone ? code : 0)
  const stack = [enter(first, 0)]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const target = places[frame.next[frame.at] ?? -1]
    frame.at += 1
    if (target !== undefined) {
      const key = keyAhead(frame.place, target, frame.code)
      if (!known.has(key) && !open.has(key)) stack.push(enter(target, key - target.base))
      continue
    }
    stack.pop()
    open.delete(frame.key)
    let ahead: number | undefined
    let most = 0
    for (const index of frame.next) {
      const to = places[index]
      const key = to === undefined ? undefined : keyAhead(frame.place, to, frame.code)
      const calls = key === undefined ? undefined : known.get(key)?.calls
      if (calls === undefined || (ahead !== undefined && calls <= most)) continue
      ahead = key
      most = calls
    }
    known.set(frame.key, { calls: (frame.ran ? frame.place.cost : 0) + most, place: frame.place, ran: frame.ran, ahead })
  }
  const ran: string[] = []
  for (let entry = known.get(first.base); entry !== undefined; entry = entry.ahead === undefined ? undefined : known.get(entry.ahead)) if (entry.ran) ran.push(entry.place.id)
  return { calls: known.get(first.base)?.calls ?? 0, ran }
}
