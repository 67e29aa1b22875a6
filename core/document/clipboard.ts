import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { flowNodeSchema } from '../spec/node-schemas.ts'
import { agentSchema } from '../spec/resource-schemas.ts'
import type { AgentSpec, FlowNode } from '../spec/workflow.ts'
import type { Point } from './edit-nodes.ts'
import { addNode, connect, connectJoin } from './edit-nodes.ts'
import type { FlowDocument } from './flow-document.ts'
import { freshId } from './fresh-id.ts'
import { nodePorts } from '../graph/node-ports.ts'

const clipSchema = z.strictObject({
  apiVersion: z.literal('lumos/v1'),
  kind: z.literal('Clip'),
  nodes: z.record(z.string(), flowNodeSchema),
  agents: z.record(z.string(), agentSchema).optional(),
  places: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
})

/** What pasting gave: the document with the new nodes, or why the text is not a piece of a flow. */
export type PasteResult = { readonly kind: 'pasted'; readonly document: FlowDocument; readonly ids: readonly string[] } | { readonly kind: 'refused'; readonly message: string }

/** The chosen nodes, their agents and places as YAML: the spec's own text, so it can be pasted into an editor and back. */
export function copyNodes(document: FlowDocument, ids: readonly string[]): string {
  const { spec } = document.workflow
  const chosen = Object.entries(spec.flow.nodes).filter(([id]) => ids.includes(id))
  const agentIds = new Set(chosen.flatMap(([, node]) => (node.kind === 'agent' ? [node.agent] : [])))
  const agents = Object.fromEntries(Object.entries(spec.agents).filter(([id]) => agentIds.has(id)))
  const places = Object.fromEntries(Object.entries(document.layout.nodes).filter(([id]) => ids.includes(id)))
  return stringify({ apiVersion: 'lumos/v1', kind: 'Clip', nodes: Object.fromEntries(chosen), agents, places }, { compat: 'yaml-1.1' })
}

/** Adds a copied piece at a place; ids that are taken become fresh ones, ways inside the piece are kept, ways out of it are cut. */
export function pasteNodes(document: FlowDocument, text: string, at: Point): PasteResult {
  const clip = readClip(text)
  if (clip === undefined) return { kind: 'refused', message: 'The clipboard holds no part of a LUMOS flow. Copy cards on a canvas first, or YAML of kind Clip.' }
  const names = new Map<string, string>()
  let next = document
  for (const [id, node] of Object.entries(clip.nodes)) {
    const stage = node.stage in next.workflow.spec.flow.stages ? node.stage : (Object.keys(next.workflow.spec.flow.stages)[0] ?? node.stage)
    const withAgent = node.kind === 'agent' ? ensureAgent(next, node.agent, clip.agents?.[node.agent]) : { document: next, id: '' }
    const placed: FlowNode = node.kind === 'agent' ? { ...node, agent: withAgent.id, stage } : { ...node, stage }
    const added = addNode(withAgent.document, id, placed, placeOf(clip.places ?? {}, id, at))
    names.set(id, added.id)
    next = added.document
  }
  for (const id of names.values()) next = rewire(next, id, names)
  return { kind: 'pasted', document: next, ids: [...names.values()] }
}

function readClip(text: string): z.infer<typeof clipSchema> | undefined {
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 })
    const checked = clipSchema.safeParse(value)
    return checked.success ? checked.data : undefined
  } catch {
    return undefined
  }
}

function ensureAgent(document: FlowDocument, wanted: string, agent: AgentSpec | undefined): { readonly document: FlowDocument; readonly id: string } {
  const { spec } = document.workflow
  const known = spec.agents[wanted]
  if (agent === undefined || (known !== undefined && JSON.stringify(known) === JSON.stringify(agent))) return { document, id: wanted }
  const id = freshId(wanted, spec.agents)
  return { document: { ...document, workflow: { ...document.workflow, spec: { ...spec, agents: { ...spec.agents, [id]: agent } } } }, id }
}

function placeOf(places: Readonly<Record<string, readonly [number, number]>>, id: string, at: Point): Point {
  const all = Object.values(places)
  const own = places[id]
  if (own === undefined) return at
  const left = Math.min(...all.map((place) => place[0]))
  const top = Math.min(...all.map((place) => place[1]))
  return [at[0] + own[0] - left, at[1] + own[1] - top]
}

function rewire(document: FlowDocument, id: string, names: ReadonlyMap<string, string>): FlowDocument {
  const node = document.workflow.spec.flow.nodes[id]
  if (node === undefined) return document
  let next = document
  for (const port of nodePorts(node).toReversed()) {
    if (port.target !== undefined) next = connect(next, id, port.id, names.get(port.target))
  }
  return node.kind === 'parallel' ? connectJoin(next, id, node.join === undefined ? undefined : names.get(node.join)) : next
}
