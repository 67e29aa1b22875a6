import type { FlowGraph } from './flow-graph.ts'
import type { Link } from './links.ts'

/** Nodes that can be reached from some nodes, these included, over the ways that `follow` lets pass. */
export function reachableFrom(graph: FlowGraph, from: Iterable<string>, follow: (link: Link) => boolean = () => true): ReadonlySet<string> {
  const seen = new Set<string>(from)
  const open = [...seen]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const link of graph.outOf(id)) {
      if (seen.has(link.target) || !follow(link)) continue
      seen.add(link.target)
      open.push(link.target)
    }
  }
  return seen
}

/** Nodes from which some nodes can be reached, these included. */
export function reaching(graph: FlowGraph, to: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>(to)
  const open = [...seen]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const link of graph.into(id)) {
      if (seen.has(link.source)) continue
      seen.add(link.source)
      open.push(link.source)
    }
  }
  return seen
}

/** A shortest way between nodes that keeps off some nodes; undefined where there is none. */
export function wayTo(graph: FlowGraph, from: readonly string[], to: string, avoid: ReadonlySet<string>): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>(from.filter((id) => !avoid.has(id)).map((id) => [id, undefined]))
  const open = [...cameFrom.keys()]
  for (const id of open) {
    if (id === to) {
      const way: string[] = []
      for (let at: string | undefined = id; at !== undefined; at = cameFrom.get(at)) way.unshift(at)
      return way
    }
    for (const link of graph.outOf(id)) {
      if (cameFrom.has(link.target) || (avoid.has(link.target) && link.target !== to)) continue
      cameFrom.set(link.target, id)
      open.push(link.target)
    }
  }
  return undefined
}
