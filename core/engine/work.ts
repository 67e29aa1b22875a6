import type { Value } from '../conditions/value.ts'
import type { EngineCommand, FlowOutcome } from './engine-command.ts'
import type { ErrorCode } from './engine-event.ts'
import type { EngineContext, EngineState, Fork, MonitorState, NodeRecord, SlaFact, TicketRoot, Token, TriggerState } from './engine-state.ts'
import type { EvaluationWatch } from './expression.ts'
import { placedCommand } from './placed-command.ts'
import type { Program, ProgramNode } from './program.ts'
import type { TraceEntry, TraceKind } from './trace-entry.ts'

/** Something the step still has to do: move a token along a link, or see whether a join can be decided. */
export type AgendaItem =
  | { readonly kind: 'move'; readonly tokenId: number; readonly to: string; readonly edge: string }
  | { readonly kind: 'settle'; readonly forkId: string }

type MutableContext = {
  [root: string]: Value
  ticket: TicketRoot
  nodes: Record<string, NodeRecord>
  vars: Readonly<Record<string, Value>>
  now: number
}

/** What the ticket's own flow and the subflows inside it share during one step. */
export type StepShare = { moves: number; interrupted: boolean; readonly commands: EngineCommand[]; readonly trace: TraceEntry[]; readonly detail: TraceDetail; readonly watch?: EvaluationWatch }

/** The draft of a subflow's run; `id` is that of the node with the visit, as in task ids. */
export type SubflowWork = { readonly id: string; readonly nodeId: string; readonly parentToken: number; readonly work: Work }

/** The draft of one step in one flow: local to it, mutated freely inside, turned into an immutable state at its end. */
export type Work = {
  readonly program: Program
  /** The flow that this one is a subflow of. */
  readonly parent: Work | undefined
  /** What stands before the ids of this flow's tasks and timers: nothing, or `refund.1/`. */
  readonly place: string
  /** What stands before the ids of its nodes and links: nothing, or `refund/`. */
  readonly path: string
  readonly at: number
  readonly position: number
  status: EngineState['status']
  context: MutableContext
  nodesAreOwn: boolean
  tokens: Token[]
  forks: Fork[]
  subflows: SubflowWork[]
  triggers: readonly TriggerState[]
  monitors: readonly MonitorState[]
  sla: { readonly firstResponse?: SlaFact; readonly resolution?: SlaFact }
  agentCalls: number
  costUsd: number
  lifetimeRuns: boolean
  nextToken: number
  priority: string | undefined
  outcome: FlowOutcome | undefined
  readonly agenda: AgendaItem[]
  readonly fired: number[]
  /** Why a subflow cannot go on. */
  failure: { readonly code: ErrorCode; readonly message: string } | undefined
  /** Keys of the context written since the triggers were last checked. */
  readonly changed: Set<string>
  readonly share: StepShare
}

/** How much of the trace is wanted: `moves` are the entries that say which node was entered and which link was taken, without sentences. */
export type TraceDetail = 'full' | 'moves'

/** Opens a draft on a state, for a subflow inside the draft of the flow around it. */
export function openWork(program: Program, state: EngineState, at: number, detail: TraceDetail, inside?: { readonly parent: Work; readonly id: string; readonly nodeId: string }, watch?: EvaluationWatch): Work {
  const context: MutableContext = { ...state.context, now: at }
  if (inside !== undefined) shareRoots(context, inside.parent.context)
  else if (state.sla.firstResponse !== undefined || state.sla.resolution !== undefined) context['sla'] = slaRoot(state.sla, at)
  const work: Work = {
    program,
    parent: inside?.parent,
    place: inside === undefined ? '' : `${inside.parent.place}${inside.id}/`,
    path: inside === undefined ? '' : `${inside.parent.path}${inside.nodeId}/`,
    at,
    position: inside === undefined ? state.position + 1 : inside.parent.position,
    status: state.status,
    context,
    nodesAreOwn: false,
    tokens: state.tokens.slice(),
    forks: state.forks.slice(),
    subflows: [],
    triggers: state.triggers,
    monitors: state.monitors,
    sla: state.sla,
    agentCalls: state.agentCalls,
    costUsd: state.costUsd,
    lifetimeRuns: state.lifetimeRuns,
    nextToken: state.nextToken,
    priority: state.priority,
    outcome: state.outcome,
    agenda: [],
    fired: [],
    failure: undefined,
    changed: new Set(),
    share: inside === undefined ? { moves: 0, interrupted: false, commands: [], trace: [], detail, watch } : inside.parent.share,
  }
  for (const { id, nodeId, parentToken, state: run } of state.subflows) {
    const node = nodeOf(work, nodeId)
    if (node.kind === 'subflow') work.subflows.push({ id, nodeId, parentToken, work: openWork(node.program, run, at, detail, { parent: work, id, nodeId }) })
  }
  return work
}

// These are the ticket's, so every flow that it is in sees the same.
function shareRoots(context: MutableContext, from: MutableContext): void {
  context.ticket = from.ticket
  for (const root of ['customer', 'message', 'sla']) {
    const value = from[root]
    if (value !== undefined) context[root] = value
  }
}

/** The draft of the ticket's own flow. */
export function ticketWork(work: Work): Work {
  let top = work
  while (top.parent !== undefined) top = top.parent
  return top
}

/** The draft and those of the subflows that run in it, the outer before the inner. */
export function everyFlow(work: Work): readonly Work[] {
  return work.subflows.length === 0 ? [work] : [work, ...work.subflows.flatMap((subflow) => everyFlow(subflow.work))]
}

/** Asks something of the driver; what a subflow asks for carries its place, so that ids never clash. */
export function issue(work: Work, command: EngineCommand): void {
  work.share.commands.push(work.parent === undefined ? command : placedCommand(work, command))
}

const noSubflows: EngineState['subflows'] = []

/** The state that a finished draft stands for. */
export function closeWork(work: Work): EngineState {
  return {
    status: work.status,
    position: work.position,
    context: work.context,
    tokens: work.tokens,
    forks: work.forks,
    subflows: work.subflows.length === 0 ? noSubflows : work.subflows.map(({ id, nodeId, parentToken, work: run }) => ({ id, nodeId, parentToken, state: closeWork(run) })),
    triggers: work.triggers,
    monitors: work.monitors,
    sla: work.sla,
    agentCalls: work.agentCalls,
    costUsd: work.costUsd,
    lifetimeRuns: work.lifetimeRuns,
    nextToken: work.nextToken,
    priority: work.priority,
    outcome: work.outcome,
  }
}

/** What conditions see as `sla` at a time. */
export function slaRoot(sla: Work['sla'], at: number): Value {
  const root: Record<string, Value> = {}
  for (const clock of ['firstResponse', 'resolution'] as const) {
    const fact = sla[clock]
    if (fact !== undefined) root[clock] = { dueAt: fact.dueAt, remaining: fact.dueAt - at, breached: fact.breached }
  }
  return root
}

type NoteDetails = Omit<TraceEntry, 'at' | 'node' | 'kind' | 'text'>

/** Adds a line to the trace; a sentence that costs something to make is given as a function, and made only where somebody reads it. */
export function note(work: Work, place: string, kind: TraceKind, text: string | (() => string), details?: NoteDetails | (() => NoteDetails)): void {
  const { share, path } = work
  const node = path === '' ? place : `${path}${place}`
  if (share.detail === 'moves') {
    const edge = typeof details === 'object' ? details.edge : undefined
    if (edge !== undefined) share.trace.push({ at: work.at, node, kind, text: '', edge: `${path}${edge}` })
    else if (kind === 'started' || kind === 'entered' || kind === 'join') share.trace.push({ at: work.at, node, kind, text: '' })
    return
  }
  const said = typeof text === 'string' ? text : text()
  const more = typeof details === 'function' ? details() : details
  if (more === undefined) share.trace.push({ at: work.at, node, kind, text: said })
  else if (path === '' || more.edge === undefined) share.trace.push({ at: work.at, node, kind, text: said, ...more })
  else share.trace.push({ at: work.at, node, kind, text: said, ...more, edge: `${path}${more.edge}` })
}

/** Remembers that a part of the context was written, if anything listens to it. */
export function touch(work: Work, key: string): void {
  if (work.program.watched.has(key) || work.program.waitsForConditions) work.changed.add(key)
}

/** Writes the outputs of an agent or tool under their root. */
export function writeRoot(work: Work, root: string, value: Value): void {
  work.context[root] = value
  touch(work, root)
}

/** Takes roots away again, so that conditions find them absent. */
export function dropRoots(work: Work, roots: readonly string[]): void {
  if (!roots.some((root) => work.context[root] !== undefined)) return
  const { ticket, nodes, vars, now } = work.context
  const kept: MutableContext = { ticket, nodes, vars, now }
  for (const root in work.context) {
    const value = work.context[root]
    if (roots.includes(root)) touch(work, root)
    else if (value !== undefined) kept[root] = value
  }
  work.context = kept
}

/** Changes what conditions see as `nodes.<id>`. */
export function writeNode(work: Work, nodeId: string, record: NodeRecord): void {
  if (!work.nodesAreOwn) {
    work.context.nodes = { ...work.context.nodes }
    work.nodesAreOwn = true
  }
  work.context.nodes[nodeId] = record
  touch(work, `nodes.${nodeId}`)
}

/** What conditions see as `nodes.<id>`. */
export function nodeRecord(work: Work, nodeId: string): NodeRecord {
  return work.context.nodes[nodeId] ?? { visits: 0, attempts: 0, outcome: '' }
}

/** The context as a token sees it: an error route also sees the error. */
export function contextOf(work: Work, token: Token | undefined): EngineContext {
  return token?.error === undefined ? work.context : { ...work.context, error: token.error }
}

/** The node of that id; the compiler has made sure that it exists. */
export function nodeOf(work: Work, nodeId: string): ProgramNode {
  const node = work.program.nodes.get(nodeId)
  if (node === undefined) throw new Error(`The program "${work.program.name}" has no node "${nodeId}". Run the ticket with the program it was started with.`)
  return node
}

/** A name in typographic quotes, as sentences of the trace use it. */
export function quoted(name: string): string {
  return `“${name}”`
}
