import type { ConditionType } from '../conditions/condition-type.ts'
import type { Workflow } from '../spec/workflow.ts'
import { contextWriters } from './context-roots.ts'
import type { CompiledSite } from './lint-context.ts'
import { conditionOf } from './lint-context.ts'

/** How a value comes from the customer: as it was written, or by way of an agent or a variable. */
export type CustomerWords = 'written' | 'derived'

function holdsText(type: ConditionType): boolean {
  if (type.kind === 'list') return holdsText(type.items)
  return type.kind === 'string' || (type.kind === 'record' && Object.values(type.fields).some((field) => holdsText(field.type)))
}

function isWritten(path: string): boolean {
  return path === 'message' || path === 'message.text' || path === 'ticket' || path === 'ticket.subject' || path === 'conversation' || path.startsWith('conversation.')
}

/** Tells of a path and its type whether customers have a say in what stands there. */
export function customerWords(workflow: Workflow, sites: readonly CompiledSite[]): (path: string, type: ConditionType | undefined) => CustomerWords | undefined {
  const spoken = new Set(contextWriters(workflow).flatMap((writer) => {
    const node = writer.kind === 'node' ? workflow.spec.flow.nodes[writer.id] : undefined
    // What an agent writes rests on the customer's words; what a tool gives comes from a system of one's own.
    return writer.kind === 'monitor' || node?.kind === 'agent' ? [writer.root] : []
  }))
  const derived = (path: string): boolean => spoken.has(path.split('.')[0] ?? '')
  const filled = new Set(sites.flatMap((entry) => {
    const name = entry.site.path.at(-2) === 'set' ? String(entry.site.path.at(-1)) : undefined
    const reads = conditionOf(entry)?.readsAt ?? []
    return name !== undefined && reads.some((read) => { const path = read.path.map((step) => step.name).join('.'); const type = read.path.at(-1)?.type; return isWritten(path) || (derived(path) && type !== undefined && holdsText(type)) }) ? [name] : []
  }))
  return (path, type) => {
    if (isWritten(path)) return 'written'
    if (type === undefined || !holdsText(type)) return undefined
    return derived(path) || filled.has(path) ? 'derived' : undefined
  }
}
