import type { JsonValue } from '../core/spec/json-value.ts'
import { parseSpec } from '../core/spec/parse-spec.ts'
import { printNewSpec } from '../core/spec/print-new-spec.ts'
import { workflowSchema } from '../core/spec/workflow.ts'

type JsonRecord = { readonly [key: string]: JsonValue }

/** Keys whose values are no names of nodes. */
const unnamed: ReadonlySet<string> = new Set(['kind', 'agent', 'tool', 'team', 'stage', 'stages', 'assist', 'title', 'task', 'id', 'require', 'outcome', 'mode', 'remaining', 'errors', 'events'])

function isRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names of nodes and of what they write, wherever a text of the flow uses them. */
function renamed(value: JsonValue, names: ReadonlySet<string>, ends: ReadonlySet<string>, copy: number, next: string | undefined): JsonValue {
  if (typeof value === 'string') {
    if (next !== undefined && ends.has(value)) return next
    return value.replace(/[A-Za-z][A-Za-z0-9]*/g, (word, at: number) => (names.has(word) && (!/[."]/.test(value.charAt(at - 1)) || value.slice(0, at).endsWith('nodes.')) ? `${word}${copy}` : word))
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => renamed(item, names, ends, copy, next))
  if (!isRecord(value)) return value
  // Ids of agents, tools and teams are names of their own, whatever nodes are called.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unnamed.has(key) ? item : renamed(item, names, ends, copy, next)]))
}

/** The nodes that the ways from one node lead to, that node included. */
function reached(flow: JsonRecord, from: string): ReadonlySet<string> {
  const seen = new Set([from])
  const visit = (value: JsonValue | undefined): void => {
    if (typeof value === 'string' && Object.hasOwn(flow, value)) seen.add(value)
    else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([key, item]) => { if (!unnamed.has(key)) visit(item) })
  }
  for (const id of seen) visit(flow[id])
  return seen
}

/**
 * A flow of about `nodes` nodes as someone might grow it: copies of a real one, one after the other. What ended a copy leads into the next
 * one; conditions, texts and loops are those of the original.
 */
export function largeFlow(text: string, nodes: number): string {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('The flow to copy cannot be read.')
  const flow: JsonValue = JSON.parse(JSON.stringify(workflow.spec.flow.nodes))
  if (!isRecord(flow)) throw new Error('A flow has nodes.')
  const kindOf = (id: string): string => { const node = flow[id]; return isRecord(node) ? String(node['kind']) : '' }
  const ids = Object.keys(flow)
  const start = ids.find((id) => kindOf(id) === 'start')
  const first = workflow.spec.flow.nodes[start ?? '']
  if (start === undefined || first?.kind !== 'start' || first.then === undefined) throw new Error('The flow to copy has no start.')
  const outputs = Object.values(workflow.spec.flow.nodes).flatMap((node) => ((node.kind === 'agent' || node.kind === 'tool') && node.as !== undefined ? [node.as] : []))
  const names = new Set([...ids, ...outputs])
  const ends = new Set(ids.filter((id) => ['resolved', 'unresolved'].includes(id) && kindOf(id) === 'end'))
  const walked = reached(flow, first.then)
  const copies = Math.max(1, Math.round(nodes / walked.size))
  const all = Array.from({ length: copies }, (_, copy) => {
    const next = copy + 1 < copies ? `${first.then ?? ''}${copy + 1}` : undefined
    const kept = ids.filter((id) => (copy === 0 || walked.has(id)) && (next === undefined || !ends.has(id)))
    return kept.map((id): readonly [string, JsonValue] => [`${id}${copy}`, renamed(flow[id] ?? null, names, ends, copy, next)])
  }).flat()
  const model: unknown = JSON.parse(JSON.stringify({ ...workflow, spec: { ...workflow.spec, triggers: renamed(JSON.parse(JSON.stringify(workflow.spec.triggers ?? [])), names, new Set(), 0, undefined), policies: { ...workflow.spec.policies, budgets: { agentCalls: 100_000 } }, flow: { ...workflow.spec.flow, onError: { then: `${workflow.spec.flow.onError.then}0` }, nodes: Object.fromEntries(all) } } }).replaceAll('["triage.issueType"]', '["triage0.issueType"]'))
  return printNewSpec(workflowSchema.parse(model))
}
