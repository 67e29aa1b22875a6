import { rootOfNode } from './context-roots.ts'
import type { LintContext } from './lint-context.ts'

/** Who names a node, or a value that nodes write, beside the ways between nodes. */
export type NodeMentions = {
  /** Whether anything outside a group of nodes names one of them, or reads what only they write. */
  readonly readElsewhere: (group: ReadonlySet<string>) => boolean
}

const outside = ''

/** Gathers once what conditions, texts, screens, blocks and triggers name. */
export function nodeMentions({ workflow, sites }: Pick<LintContext, 'workflow' | 'sites'>): NodeMentions {
  const { triggers, flow } = workflow.spec
  const holdersOf = new Map<string, Set<string>>()
  const mention = (what: string, holder: string): void => {
    const holders = holdersOf.get(what)
    if (holders === undefined) holdersOf.set(what, new Set([holder]))
    else holders.add(holder)
  }
  // The text is asked, not what the condition reads: has(...) names a root without reading it.
  const mentionAll = (text: string, holder: string): void => {
    for (const [, root = '', field = ''] of text.matchAll(/(?<![\w.])([A-Za-z]\w*)(?:\s*\.\s*([A-Za-z]\w*))?/g)) mention(root === 'nodes' ? `node ${field}` : `root ${root}`, holder)
  }
  for (const { site } of sites) mentionAll(site.text, site.path[1] === 'flow' && site.path[2] === 'nodes' ? String(site.path[3]) : outside)
  const writers = new Map<string, string[]>()
  const rootOf = new Map<string, string>()
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (node.kind === 'parallel' && node.join !== undefined) mention(`node ${node.join}`, id)
    if (node.kind === 'message') for (const [, placeholder = ''] of node.text.matchAll(/\{\{(.*?)\}\}/gs)) mentionAll(placeholder, id)
    if (node.kind === 'human') for (const path of node.carry ?? []) mentionAll(path, id)
    if (node.kind !== 'agent' && node.kind !== 'tool') continue
    const root = rootOfNode(id, node)
    rootOf.set(id, root)
    writers.set(root, [...(writers.get(root) ?? []), id])
  }
  for (const trigger of triggers ?? []) for (const id of [trigger.then, ...(trigger.nodes ?? [])]) mention(`node ${id}`, outside)

  const isNamed = (what: string, group: ReadonlySet<string>): boolean => [...(holdersOf.get(what) ?? [])].some((holder) => !group.has(holder))
  return {
    readElsewhere: (group) => [...group].some((id) => {
      const root = rootOf.get(id)
      const lost = root !== undefined && (writers.get(root) ?? []).every((writer) => group.has(writer))
      return isNamed(`node ${id}`, group) || (lost && isNamed(`root ${root}`, group))
    }),
  }
}
