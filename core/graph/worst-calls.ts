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
type State = { readonly id: string; readonly code: number; readonly key: string }
type Known = { calls: number; readonly next: State | undefined; readonly ran: boolean }

const mostStates = 20_000
const mostSteps = 50_000
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
    const tried = walk(stateOf(entry, 0), (state) => {
      const group = groups.get(state.id) ?? alone
      const cap = group.caps.get(state.id)
      const weight = group.weights.get(state.id) ?? 0
      const runs = weight === 0 ? 0 : Math.floor(state.code / weight) % ((cap ?? 0) + 1)
      const spent = cap !== undefined && runs >= cap
      const exit = nodes[state.id]?.onMaxVisits
      const code = spent ? state.code : state.code + weight
      const targetsNow = spent ? (exit === undefined ? [] : [exit]) : onward(state.id)
      return {
        calls: spent ? 0 : costOf(state.id), ran: !spent,
        next: targetsNow.filter(allowed).map((id) => stateOf(id, group !== alone && groups.get(id) === group ? code : 0)),
      }
    })
    const straying = exact ? [] : stray(entry, (id) => {
      const onwards = onward(id).filter(allowed)
      const staying = onwards.filter((target) => groups.has(id) && groups.get(target) === groups.get(id))
      return staying.length > 0 ? staying : onwards
    }, (id) => nodes[id])
    const strayed = straying.reduce((sum, id) => sum + costOf(id), 0)
    const ran = strayed > tried.calls ? straying : tried.ran
    return { calls: Math.max(strayed, tried.calls), exact: exact && ran.every((id) => !blocks.has(id) || blockWay(id).exact), runs: runsOf(ran, (id) => (blocks.has(id) ? blockWay(id).runs : undefined)) }
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

function stateOf(id: string, code: number): State {
  return { id, code, key: code === 0 ? id : `${id} ${code}` }
}

/** The dearest way from a state on, without recursion: what a long flow would overflow. */
function walk(from: State, expand: (state: State) => { readonly calls: number; readonly ran: boolean; readonly next: readonly State[] }): { readonly calls: number; readonly ran: readonly string[] } {
  const known = new Map<string, Known>()
  const open = new Set<string>()
  const stack = [{ state: from, ...expand(from), at: 0 }]
  open.add(from.key)
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const target = frame.next[frame.at]
    frame.at += 1
    if (target !== undefined) {
      if (!known.has(target.key) && !open.has(target.key)) {
        open.add(target.key)
        stack.push({ state: target, ...expand(target), at: 0 })
      }
      continue
    }
    stack.pop()
    open.delete(frame.state.key)
    let best: { readonly state: State; readonly calls: number } | undefined
    for (const state of frame.next) {
      const calls = known.get(state.key)?.calls
      if (calls !== undefined && (best === undefined || calls > best.calls)) best = { state, calls }
    }
    known.set(frame.state.key, { calls: frame.calls + (best?.calls ?? 0), next: best?.state, ran: frame.ran })
  }
  const ran: string[] = []
  for (let state: State | undefined = from; state !== undefined;) {
    const entry: Known | undefined = known.get(state.key)
    if (entry?.ran === true) ran.push(state.id)
    state = entry?.next
  }
  return { calls: known.get(from.key)?.calls ?? 0, ran }
}
