import type { KnownFacts } from './known-truth.ts'
import type { LintContext } from './lint-context.ts'

/** What a customer may hear first on the ways from some nodes. */
export type FirstAnswers = {
  /** Nodes at which people are the first to answer. */
  readonly people: ReadonlySet<string>
  /** Messages that are sent before anybody has seen the ticket. */
  readonly messages: ReadonlySet<string>
  /** Whether a way leads into another workflow, which may answer. */
  readonly elsewhere: boolean
}

/** Follows the usual ways, not those of errors and triggers, up to the first answer. */
export function firstAnswers({ workflow, regions, ways }: LintContext, roots: readonly string[], known: KnownFacts): FirstAnswers {
  const { nodes } = workflow.spec.flow
  const people = new Set<string>()
  const messages = new Set<string>()
  let elsewhere = false
  const seen = new Set(roots.filter((id) => Object.hasOwn(nodes, id)))
  const open = [...seen]
  const blocks = new Map(regions.map((region) => [region.id, region]))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes[id]
    if (node?.kind === 'human') people.add(id)
    if (node?.kind === 'message') messages.add(id)
    if (node?.kind === 'subflow') elsewhere = true
    if (node === undefined || node.kind === 'human' || node.kind === 'message' || node.kind === 'subflow') continue
    // An arm that always starts and writes to the customer does so before what follows the block.
    const spoken = node.kind === 'parallel' ? blocks.get(id)?.arms.find((arm) => arm.arm.when === undefined && [...arm.nodes].some((each) => nodes[each]?.kind === 'message')) : undefined
    if (spoken !== undefined) {
      for (const each of spoken.nodes) if (nodes[each]?.kind === 'message') messages.add(each)
      continue
    }
    for (const link of ways.outgoing(id, known)) {
      if (link.kind === 'catch' || seen.has(link.target)) continue
      seen.add(link.target)
      open.push(link.target)
    }
  }
  return { people, messages, elsewhere }
}
