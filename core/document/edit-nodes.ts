import type { AgentSpec, FlowNode, Workflow } from '../spec/workflow.ts'
import type { FlowDocument } from './flow-document.ts'
import { freshId } from './fresh-id.ts'
import { nodePorts } from '../graph/node-ports.ts'
import { replaceAt } from './set-at.ts'

/** Where a card lies, in whole pixels of the canvas. */
export type Point = readonly [x: number, y: number]

/** A document and the id that an edit gave to what it added. */
export type Added = { readonly document: FlowDocument; readonly id: string }

const grid = 8

/** Puts a node on the canvas under a fresh id made from `base`. */
export function addNode(document: FlowDocument, base: string, node: FlowNode, at: Point): Added {
  const { flow } = document.workflow.spec
  const id = freshId(base, { ...flow.nodes, ...document.workflow.spec.monitors, ...builtInRoots })
  const workflow = withNodes(document.workflow, { ...flow.nodes, [id]: node })
  return { document: { ...document, workflow, layout: place(document, { [id]: at }) }, id }
}

/** Puts an agent on the canvas: declares it under `spec.agents` and adds the node that runs it. */
export function addAgent(document: FlowDocument, base: string, agent: AgentSpec, stage: string, at: Point): Added {
  const { spec } = document.workflow
  const agentId = freshId(base, spec.agents)
  const workflow: Workflow = { ...document.workflow, spec: { ...spec, agents: { ...spec.agents, [agentId]: agent } } }
  return addNode({ ...document, workflow }, base, { kind: 'agent', agent: agentId, stage }, at)
}

/** Takes nodes away with their places, every way that led to them, and agents that nothing else uses. */
export function removeNodes(document: FlowDocument, ids: readonly string[]): FlowDocument {
  const { spec } = document.workflow
  const gone = new Set(ids.filter((id) => id in spec.flow.nodes))
  if (gone.size === 0) return document
  const kept = Object.entries(spec.flow.nodes).filter(([id]) => !gone.has(id))
  const nodes = Object.fromEntries(kept.map(([id, node]) => [id, withoutTargets(node, gone)]))
  const freed = [...gone].flatMap((id) => {
    const node = spec.flow.nodes[id]
    return node?.kind === 'agent' ? [node.agent] : []
  })
  const triggers = spec.triggers?.filter((trigger) => !gone.has(trigger.then))
  const workflow = withNodes({ ...document.workflow, spec: { ...spec, ...(triggers === undefined ? {} : { triggers }) } }, nodes)
  const places = Object.fromEntries(Object.entries(document.layout.nodes).filter(([id]) => !gone.has(id)))
  return { ...document, workflow: withoutUnusedAgents(workflow, freed), layout: { ...document.layout, nodes: places } }
}

/** Moves cards to places, snapped to the grid. */
export function moveNodes(document: FlowDocument, places: Readonly<Record<string, Point>>): FlowDocument {
  const moved = Object.entries(places).filter(([id, at]) => {
    const old = document.layout.nodes[id]
    return old === undefined || old[0] !== snap(at[0]) || old[1] !== snap(at[1])
  })
  return moved.length === 0 ? document : { ...document, layout: place(document, Object.fromEntries(moved)) }
}

/** Leads a port of a node to another node (or nowhere, with `undefined`). */
export function connect(document: FlowDocument, source: string, portId: string, target: string | undefined): FlowDocument {
  const { nodes } = document.workflow.spec.flow
  const node = nodes[source]
  const port = node === undefined ? undefined : nodePorts(node).find((candidate) => candidate.id === portId)
  if (node === undefined || port === undefined || port.target === target || (target !== undefined && !(target in nodes))) return document
  const pruned = target === undefined && port.kind === 'catch' ? ['catch', port.path[1] ?? 0] : port.path
  const changed = tidy(replaceAt(node, pruned, target))
  return isNode(changed) ? { ...document, workflow: withNodes(document.workflow, { ...nodes, [source]: changed }) } : document
}

/** Pairs a parallel block with its join (or with none, with `undefined`). */
export function connectJoin(document: FlowDocument, parallel: string, join: string | undefined): FlowDocument {
  const { nodes } = document.workflow.spec.flow
  const node = nodes[parallel]
  if (node?.kind !== 'parallel' || node.join === join) return document
  return { ...document, workflow: withNodes(document.workflow, { ...nodes, [parallel]: { ...node, join } }) }
}

const builtInRoots = { ticket: true, customer: true, message: true, vars: true, nodes: true, sla: true, error: true, now: true }

function withNodes(workflow: Workflow, nodes: Readonly<Record<string, FlowNode>>): Workflow {
  return { ...workflow, spec: { ...workflow.spec, flow: { ...workflow.spec.flow, nodes } } }
}

function withoutTargets(node: FlowNode, gone: ReadonlySet<string>): FlowNode {
  let changed: unknown = node
  // Backwards, so that taking a clause out of a list does not shift the places still to come.
  for (const port of nodePorts(node).toReversed()) {
    if (port.target === undefined || !gone.has(port.target)) continue
    changed = replaceAt(changed, port.kind === 'catch' ? port.path.slice(0, 2) : port.path, undefined)
  }
  if (node.kind === 'parallel' && node.join !== undefined && gone.has(node.join)) changed = replaceAt(changed, ['join'], undefined)
  const tidied = tidy(changed)
  return isNode(tidied) ? tidied : node
}

function withoutUnusedAgents(workflow: Workflow, candidates: readonly string[]): Workflow {
  const { spec } = workflow
  const used = new Set([
    ...Object.values(spec.flow.nodes).flatMap((node) => (node.kind === 'agent' ? [node.agent] : node.kind === 'human' && node.assist !== undefined ? [node.assist] : [])),
    ...Object.values(spec.monitors ?? {}).map((monitor) => monitor.agent),
  ])
  const dropped = new Set(candidates.filter((id) => !used.has(id)))
  if (dropped.size === 0) return workflow
  return { ...workflow, spec: { ...spec, agents: Object.fromEntries(Object.entries(spec.agents).filter(([id]) => !dropped.has(id))) } }
}

/** An empty `catch` list means nothing, so it is not kept. */
function tidy(node: unknown): unknown {
  if (!isNode(node) || node.catch === undefined || node.catch.length > 0) return node
  const { catch: _empty, ...rest } = node
  return rest
}

// Edits replace targets inside a node and never its kind, so the shape stays the one the schema gave.
function isNode(value: unknown): value is FlowNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'stage' in value
}

function place(document: FlowDocument, places: Readonly<Record<string, Point>>): FlowDocument['layout'] {
  const snapped = Object.fromEntries(Object.entries(places).map(([id, at]): [string, readonly [number, number]] => [id, [snap(at[0]), snap(at[1])]]))
  return { ...document.layout, nodes: { ...document.layout.nodes, ...snapped } }
}

function snap(value: number): number {
  return Math.round(value / grid) * grid
}
