import type { Condition } from '../conditions/compile-condition.ts'
import type { KnownFacts } from './known-truth.ts'
import { truthOf } from './known-truth.ts'
import type { Link } from './links.ts'
import type { LintContext } from './lint-context.ts'
import { conditionOf } from './lint-context.ts'
import { triggerScope } from './presence.ts'

/** The ways of a flow for tickets of which something is known. */
export type KnownWays = {
  /** Whether such a ticket may take a way. */
  readonly passable: (link: Link, known: KnownFacts) => boolean
  /** The starts that take such a ticket. */
  readonly starts: (channel: string, known: KnownFacts) => readonly string[]
  /** Every node that such a ticket may come to, by whatever way. */
  readonly reached: (channels: readonly string[], known: KnownFacts) => ReadonlySet<string>
  readonly truth: (path: readonly (string | number)[], known: KnownFacts) => boolean | undefined
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
  const passable: KnownWays['passable'] = (link, known) => {
    const node = flow.nodes[link.source]
    const path = ['spec', 'flow', 'nodes', link.source]
    if (node?.kind === 'parallel' && link.kind === 'arm') return truth([...path, 'arms', node.arms.findIndex((arm) => arm.id === link.port), 'when'], known) !== false
    if (node?.kind !== 'decision' || (link.kind !== 'branch' && link.kind !== 'default')) return true
    const own = link.kind === 'default' ? node.branches.length : node.branches.findIndex((branch) => branch.id === link.port)
    if (node.branches.slice(0, Math.max(own, 0)).some((_, index) => truth([...path, 'branches', index, 'when'], known) === true)) return false
    return link.kind === 'default' || truth([...path, 'branches', own, 'when'], known) !== false
  }
  const starts: KnownWays['starts'] = (channel, known) => graph.starts.filter((id) => {
    const node = flow.nodes[id]
    return node?.kind === 'start' && node.channels.includes(channel) && truth(['spec', 'flow', 'nodes', id, 'when'], known) !== false
  })
  const scopes = (triggers ?? []).map((_, index) => triggerScope(workflow, index))
  return {
    passable, starts, truth,
    reached: (channels, known) => {
      const seen = new Set<string>()
      const enter = (ids: readonly string[]): void => {
        const open = ids.filter((id) => Object.hasOwn(flow.nodes, id) && !seen.has(id))
        for (const id of open) seen.add(id)
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          for (const link of graph.outOf(id)) {
            if (seen.has(link.target) || !passable(link, known)) continue
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
          if (truth(['spec', 'triggers', index, 'when'], known) === false || scopes[index]?.some((id) => seen.has(id)) !== true) continue
          waiting.delete(index)
          enter([triggers?.[index]?.then ?? ''])
        }
      }
      return seen
    },
  }
}
