import type { FlowGraph } from './flow-graph.ts'
import type { Link } from './links.ts'

/** Groups of nodes that lead in a circle; each group is in the order of `ids`. */
export function circlesAmong(ids: readonly string[], next: (id: string) => readonly string[]): readonly (readonly string[])[] {
  const inside = new Set(ids)
  const ahead = (id: string): readonly string[] => next(id).filter((target) => inside.has(target))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const groups: string[][] = []

  // Tarjan's algorithm without recursion, so that a long chain of nodes cannot overflow the stack.
  for (const root of ids) {
    if (index.has(root)) continue
    const work: { readonly id: string; readonly targets: readonly string[]; at: number }[] = []
    const enter = (id: string): void => {
      index.set(id, index.size)
      low.set(id, index.get(id) ?? 0)
      stack.push(id)
      onStack.add(id)
      work.push({ id, targets: ahead(id), at: 0 })
    }
    enter(root)
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const target = frame.targets[frame.at]
      frame.at += 1
      if (target !== undefined) {
        if (!index.has(target)) enter(target)
        else if (onStack.has(target)) low.set(frame.id, Math.min(low.get(frame.id) ?? 0, index.get(target) ?? 0))
        continue
      }
      work.pop()
      const parent = work.at(-1)
      if (parent !== undefined) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, low.get(frame.id) ?? 0))
      if (low.get(frame.id) !== index.get(frame.id)) continue
      const group: string[] = []
      for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
        onStack.delete(id)
        group.push(id)
        if (id === frame.id) break
      }
      if (group.length > 1 || frame.targets.includes(frame.id)) groups.push(group)
    }
  }
  const order = new Map(ids.map((id, place) => [id, place]))
  return groups.map((group) => group.toSorted((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0)))
}

/** Groups of nodes of a flow that lead in a circle, without the nodes that `skip` names; over the ways that `follow` lets pass. */
export function loopsWithout(graph: FlowGraph, skip: (id: string) => boolean, follow: (link: Link) => boolean = () => true): readonly (readonly string[])[] {
  return circlesAmong(graph.ids.filter((id) => !skip(id)), (id) => graph.outOf(id).flatMap((link) => (follow(link) ? [link.target] : [])))
}

/** One circle through a group of nodes, from its first node back to it. */
export function circleIn(graph: FlowGraph, group: readonly string[]): readonly string[] {
  const inside = new Set(group)
  const [first] = group
  if (first === undefined) return []
  const cameFrom = new Map<string, string>()
  const open = [first]
  for (const id of open) {
    for (const { target } of graph.outOf(id)) {
      if (target === first) {
        const way = [id]
        for (let at = id; at !== first; at = cameFrom.get(at) ?? first) way.unshift(cameFrom.get(at) ?? first)
        return [...way, first]
      }
      if (inside.has(target) && !cameFrom.has(target)) {
        cameFrom.set(target, id)
        open.push(target)
      }
    }
  }
  return group
}
