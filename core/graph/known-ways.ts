import type { Condition } from '../conditions/compile-condition.ts'
import type { KnownFacts } from './known-truth.ts'
import { truthOf } from './known-truth.ts'
import type { Link } from './links.ts'
import type { LintContext } from './lint-context.ts'
import { conditionOf } from './lint-context.ts'
import { triggerScope } from './presence.ts'

/** The ways of a flow for tickets of which something is known. */
export type KnownWays = {
  /** The ways out of a node that such a ticket may take. */
  readonly outgoing: (id: string, known: KnownFacts) => readonly Link[]
  /** The starts that take such a ticket. */
  readonly starts: (channel: string, known: KnownFacts) => readonly string[]
  /** Every node that such a ticket may come to, by whatever way. */
  readonly reached: (channels: readonly string[], known: KnownFacts) => ReadonlySet<string>
  readonly truth: (path: readonly (string | number)[], known: KnownFacts) => boolean | undefined
}

function meets(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const id of some) if (others.has(id)) return true
  return false
}

/** Prepares the ways of a flow to be asked with different facts. */
export function knownWays({ workflow, graph, sites }: Pick<LintContext, 'workflow' | 'graph' | 'sites'>): KnownWays {
  const { flow, triggers } = workflow.spec
  const conditions = new Map<string, Condition>()
  for (const entry of sites) {
    const condition = conditionOf(entry)
    if (condition !== undefined) conditions.set(entry.site.path.join('/'), condition)
  }
  const truth: KnownWays['truth'] = (path, known) => {
    const condition = conditions.get(path.join('/'))
    return condition === undefined ? undefined : truthOf(condition.term, known)
  }
  const outgoing: KnownWays['outgoing'] = (id, known) => {
    const node = flow.nodes[id]
    const links = graph.outOf(id)
    const path = ['spec', 'flow', 'nodes', id]
    if (node?.kind === 'parallel') {
      const skipped = new Set(node.arms.flatMap((arm, index) => (truth([...path, 'arms', index, 'when'], known) === false ? [arm.id] : [])))
      return skipped.size === 0 ? links : links.filter((link) => link.kind !== 'arm' || !skipped.has(link.port))
    }
    if (node?.kind !== 'decision') return links
    const closed = new Set<string>()
    let taken = false
    for (const [index, branch] of node.branches.entries()) {
      const when = taken ? false : truth([...path, 'branches', index, 'when'], known)
      if (when === false) closed.add(branch.id)
      if (when === true) taken = true
    }
    return links.filter((link) => (link.kind === 'branch' ? !closed.has(link.port) : link.kind !== 'default' || !taken))
  }
  const starts: KnownWays['starts'] = (channel, known) => graph.starts.filter((id) => {
    const node = flow.nodes[id]
    return node?.kind === 'start' && node.channels.includes(channel) && truth(['spec', 'flow', 'nodes', id, 'when'], known) !== false
  })
  const scopes = (triggers ?? []).map((_, index) => triggerScope(workflow, index))
  const follow: KnownWays['reached'] = (channels, known) => {
    const seen = new Set<string>()
    const enter = (ids: readonly string[]): void => {
      const open = ids.filter((id) => Object.hasOwn(flow.nodes, id) && !seen.has(id))
      for (const id of open) seen.add(id)
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        for (const link of outgoing(id, known)) {
          if (seen.has(link.target)) continue
          seen.add(link.target)
          open.push(link.target)
        }
      }
    }
    enter(channels.flatMap((channel) => starts(channel, known)))
    if (seen.size > 0) enter([flow.onError.then])
    const waiting = new Set((triggers ?? []).map((_, index) => index))
    for (let size = -1; size !== seen.size;) {
      size = seen.size
      for (const index of waiting) {
        if (truth(['spec', 'triggers', index, 'when'], known) === false || !meets(scopes[index] ?? new Set(), seen)) continue
        waiting.delete(index)
        enter([triggers?.[index]?.then ?? ''])
      }
    }
    return seen
  }
  const known = new Map<string, ReadonlySet<string>>()
  return {
    outgoing, starts, truth,
    reached: (channels, facts) => {
      if (facts.isOpen !== undefined) return follow(channels, facts)
      const key = JSON.stringify([channels, facts.values])
      const found = known.get(key) ?? follow(channels, facts)
      known.set(key, found)
      return found
    },
  }
}
