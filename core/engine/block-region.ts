import type { ProgramNode } from './program.ts'

type Flow = ReadonlyMap<string, ProgramNode>

/** The nodes an arm may use: reached from its entry, and able to reach the join, without passing through the block itself again. */
export function armRegion(nodes: Flow, parallelId: string, entry: string, joinId: string): ReadonlySet<string> {
  const reached = reachable(entry, (id) => (id === parallelId || id === joinId ? [] : targetsOf(nodes, id)))
  const region = new Set<string>()
  for (const id of reached) {
    if (id === parallelId || id === joinId) continue
    if (reachable(id, (from) => (from === parallelId || from === joinId ? [] : targetsOf(nodes, from))).has(joinId)) region.add(id)
  }
  return region
}

/** The context roots that the nodes of a region write. */
export function rootsWritten(nodes: Flow, region: ReadonlySet<string>): readonly string[] {
  const roots = new Set<string>()
  for (const id of region) {
    const node = nodes.get(id)
    if (node?.kind === 'agent' || node?.kind === 'tool') roots.add(node.root)
    if (node?.kind === 'human' && node.assist !== undefined) roots.add(id)
  }
  return [...roots]
}

function reachable(from: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set([from])
  for (const id of seen) for (const target of next(id)) seen.add(target)
  return seen
}

function targetsOf(nodes: Flow, id: string): readonly string[] {
  const node = nodes.get(id)
  if (node === undefined) return []
  const shared = [...node.catches.map((clause) => clause.link.to), ...(node.onMaxVisits === undefined ? [] : [node.onMaxVisits.to])]
  switch (node.kind) {
    case 'start':
    case 'agent':
    case 'tool':
    case 'subflow':
    case 'join':
      return [node.next.to, ...shared]
    case 'decision':
      return [...node.branches.map((branch) => branch.link.to), node.otherwise.to, ...shared]
    case 'parallel':
      return [...node.arms.map((arm) => arm.link.to), node.joinId, ...shared]
    case 'message':
    case 'wait':
      return [...(node.next === undefined ? [] : [node.next.to]), ...Object.values(node.outcomes).map((link) => link.to), ...shared]
    case 'human':
      return [...Object.values(node.outcomes).map((link) => link.to), ...shared]
    case 'end':
      return shared
  }
}
