import type { Value } from '../conditions/value.ts'
import type { EngineCommand, FlowOutcome } from './engine-command.ts'
import type { EngineContext, EngineState, Fork, MonitorState, NodeRecord, SlaFact, TicketRoot, Token, TriggerState } from './engine-state.ts'
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

/** The draft of one step: local to it, mutated freely inside, turned into an immutable state at its end. */
export type Work = {
  readonly program: Program
  readonly at: number
  readonly position: number
  status: EngineState['status']
  context: MutableContext
  nodesAreOwn: boolean
  tokens: Token[]
  forks: Fork[]
  triggers: readonly TriggerState[]
  monitors: readonly MonitorState[]
  sla: { readonly firstResponse?: SlaFact; readonly resolution?: SlaFact }
  agentCalls: number
  nextToken: number
  priority: string | undefined
  outcome: FlowOutcome | undefined
  readonly agenda: AgendaItem[]
  moves: number
  interrupted: boolean
  readonly fired: number[]
  /** Keys of the context written since the triggers were last checked. */
  readonly changed: Set<string>
  readonly commands: EngineCommand[]
  readonly trace: TraceEntry[]
  readonly detail: TraceDetail
}

/** How much of the trace is wanted: `moves` are the entries that say which node was entered and which link was taken, without sentences. */
export type TraceDetail = 'full' | 'moves'

/** Opens a draft on a state. */
export function openWork(program: Program, state: EngineState, at: number, detail: TraceDetail): Work {
  const context: MutableContext = { ...state.context, now: at }
  if (state.sla.firstResponse !== undefined || state.sla.resolution !== undefined) context['sla'] = slaRoot(state.sla, at)
  return {
    program,
    at,
    position: state.position + 1,
    status: state.status,
    context,
    nodesAreOwn: false,
    tokens: state.tokens.slice(),
    forks: state.forks.slice(),
    triggers: state.triggers,
    monitors: state.monitors,
    sla: state.sla,
    agentCalls: state.agentCalls,
    nextToken: state.nextToken,
    priority: state.priority,
    outcome: state.outcome,
    agenda: [],
    moves: 0,
    interrupted: false,
    fired: [],
    changed: new Set(),
    commands: [],
    trace: [],
    detail,
  }
}

/** The state that a finished draft stands for. */
export function closeWork(work: Work): EngineState {
  return {
    status: work.status,
    position: work.position,
    context: work.context,
    tokens: work.tokens,
    forks: work.forks,
    triggers: work.triggers,
    monitors: work.monitors,
    sla: work.sla,
    agentCalls: work.agentCalls,
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
export function note(work: Work, node: string, kind: TraceKind, text: string | (() => string), details?: NoteDetails | (() => NoteDetails)): void {
  if (work.detail === 'moves') {
    const edge = typeof details === 'object' ? details.edge : undefined
    if (edge !== undefined) work.trace.push({ at: work.at, node, kind, text: '', edge })
    else if (kind === 'started' || kind === 'entered' || kind === 'join') work.trace.push({ at: work.at, node, kind, text: '' })
    return
  }
  const said = typeof text === 'string' ? text : text()
  const more = typeof details === 'function' ? details() : details
  work.trace.push(more === undefined ? { at: work.at, node, kind, text: said } : { at: work.at, node, kind, text: said, ...more })
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
