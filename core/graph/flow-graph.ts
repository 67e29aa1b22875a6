import type { Workflow } from '../spec/workflow.ts'
import type { Link } from './links.ts'
import { linksOf } from './links.ts'

/** The ways of a workflow, ready to be walked; ways to nodes that do not exist are left out. */
export type FlowGraph = {
  readonly ids: readonly string[]
  readonly links: readonly Link[]
  readonly outOf: (id: string) => readonly Link[]
  readonly into: (id: string) => readonly Link[]
  /** Where tickets begin. */
  readonly starts: readonly string[]
}

function grouped(links: readonly Link[], key: (link: Link) => string): (id: string) => readonly Link[] {
  const groups = new Map<string, Link[]>()
  for (const link of links) {
    const group = groups.get(key(link))
    if (group === undefined) groups.set(key(link), [link])
    else group.push(link)
  }
  return (id) => groups.get(id) ?? []
}

/** Builds the graph of a workflow. */
export function flowGraph(workflow: Workflow): FlowGraph {
  const { nodes } = workflow.spec.flow
  const links = linksOf(workflow).filter((link) => Object.hasOwn(nodes, link.target))
  return {
    ids: Object.keys(nodes),
    links,
    outOf: grouped(links, (link) => link.source),
    into: grouped(links, (link) => link.target),
    starts: Object.entries(nodes).flatMap(([id, node]) => (node.kind === 'start' ? [id] : [])),
  }
}
