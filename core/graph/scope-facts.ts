import type { TriggerSpec } from '../spec/workflow.ts'
import type { FactSet, FactSets } from './fact-sets.ts'

/** What is there at all nodes at which a trigger may fire, kept as the facts of nodes become known and shrink. */
export type ScopeFacts = {
  /** Takes what is there at a node now, which is never more than before; gives where triggers lead that may find less than before. */
  readonly add: (id: string, stage: string, facts: FactSet) => Iterable<string>
  /** Undefined while nothing is known of any node in the trigger's scope. */
  readonly of: (triggerIndex: number) => FactSet | undefined
}

// Neither of these can be the name of a stage or node.
const everywhere = '*'
const namedNode = (id: string): string => `node ${id}`

function partsOf({ stages, nodes }: TriggerSpec): readonly string[] {
  return stages === undefined && nodes === undefined ? [everywhere] : [...new Set([...(stages ?? []), ...(nodes ?? []).map(namedNode)])]
}

/** Keeps one set a stage, so that thousands of triggers over thousands of nodes need not look at every node each. */
export function scopeFacts(triggers: readonly TriggerSpec[], { common, same }: Pick<FactSets, 'common' | 'same'>): ScopeFacts {
  const parts = triggers.map(partsOf)
  const targets = new Map<string, Set<string>>()
  parts.forEach((names, index) => {
    for (const name of names) targets.set(name, (targets.get(name) ?? new Set()).add(triggers[index]?.then ?? ''))
  })
  const known = new Map<string, FactSet>()
  return {
    add: (id, stage, facts) => [everywhere, stage, namedNode(id)].flatMap((name) => {
      const led = targets.get(name)
      if (led === undefined) return []
      const before = known.get(name)
      const now = before === undefined ? facts : (common([before, facts]) ?? facts)
      if (before !== undefined && same(before, now)) return []
      known.set(name, now)
      return [...led]
    }),
    of: (index) => common((parts[index] ?? []).flatMap((name) => known.get(name) ?? [])),
  }
}
