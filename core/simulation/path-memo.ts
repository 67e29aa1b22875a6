import type { Value } from '../conditions/value.ts'
import type { AgentDecision } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineState } from '../engine/engine-state.ts'
import type { Evaluated } from '../engine/expression.ts'
import type { StepResult } from '../engine/step.ts'
import { CommandPool } from './command-pool.ts'
import type { MoveNames } from './move-counts.ts'
import type { Arrival } from './run-plan.ts'
import { sameState, stateMark } from './same-state.ts'
import { sameValue } from './same-value.ts'
import type { TeamReads } from './team-reads.ts'

/** Something that a step asked, with what it read, and what it learnt; whoever learns the same goes the same way. */
export type PathGuard = { readonly site: number; readonly text: string; readonly timed: boolean; readonly roots: Readonly<Record<string, Value>>; readonly reads: ReadonlySet<string>; readonly outcome: Evaluated }

/** One step of a ticket: the event without its time, what was asked on the way, what the flow said, and where the ticket stands then. */
export type PathEdge = {
  // In the order in which a walk looks at them: what is looked at every time fits in few lines of the processor's cache.
  readonly what: string
  readonly kind: string
  readonly outputs: Readonly<Record<string, Value>> | undefined
  /** The program to which it is open whatever the time is, if there is one. */
  openTo: number
  readonly to: PathNode
  readonly commands: readonly EngineCommand[]
  /** Codes of the nodes and links that were passed. */
  readonly moves: readonly number[]
  readonly trace: readonly never[]
  readonly next: PathEdge | null
  readonly guards: readonly PathGuard[]
  readonly hasTimed: boolean
  /** For which program its guards have been looked at last, and whether those that do not ask for the time hold. */
  checkedFor: number
  holds: boolean
}

/** What an agent decided at a place of the path for a conversation, if nothing that passes went into it. */
export type PathDecision = {
  readonly taskId: string
  readonly conversation: number
  readonly agent: number
  /** What it looked at of the teams; null where it looks at what cannot be compared. */
  readonly teams: TeamReads | null
  readonly decision: AgentDecision
  readonly next: PathDecision | null
  edge: PathEdge | null
}

/** Where a ticket stands: a state of the engine, whose times are those of the first ticket that stood there. */
export class PathNode {
  readonly state: EngineState | undefined
  edges: PathEdge | null = null
  decisions: PathDecision | null = null

  constructor(state: EngineState | undefined) {
    this.state = state
  }
}

/** All that is known of the ways of one ticket. */
export class PathTicket {
  arrival: Arrival
  readonly origin = new PathNode(undefined)
  readonly #marks: number[] = []
  readonly #nodes: PathNode[] = []

  constructor(arrival: Arrival) {
    this.arrival = arrival
  }

  get size(): number {
    return this.#nodes.length
  }

  /** The place of a state: one where a ticket has stood before, but for its times, or a new one. */
  place(state: EngineState): PathNode {
    const mark = stateMark(state)
    for (let index = 0; index < this.#marks.length; index++) {
      if (this.#marks[index] !== mark) continue
      const node = this.#nodes[index]
      if (node?.state !== undefined && (node.state === state || sameState(node.state, state))) return node
    }
    const node = new PathNode(state)
    this.#marks.push(mark)
    this.#nodes.push(node)
    return node
  }
}

const nothing: readonly never[] = []

/** So many places are remembered; ways beyond them are computed each time. */
const MOST_PLACES = 500_000

/**
 * The ways that tickets have gone through a flow, kept over replications and variations. The engine is a pure function and texts are
 * answered once, so a step that was seen once need not be computed again, unless it asked for the time or for something that has changed.
 */
export class PathMemo {
  readonly names: MoveNames
  readonly #tickets = new Map<string, PathTicket>()
  readonly #pool = new CommandPool()
  #places = 0

  constructor(names: MoveNames) {
    this.names = names
  }

  /** Whether there is room for more. */
  get isOpen(): boolean {
    return this.#places < MOST_PLACES
  }

  /** The ways of a ticket; those of another ticket of the same name are forgotten. */
  ticket(arrival: Arrival): PathTicket {
    const known = this.#tickets.get(arrival.id)
    if (known !== undefined) {
      if (known.arrival === arrival) return known
      if (sameArrival(known.arrival, arrival)) {
        known.arrival = arrival
        return known
      }
    }
    const fresh = new PathTicket(arrival)
    this.#tickets.set(arrival.id, fresh)
    return fresh
  }

  /** Remembers a step. */
  learn(ticket: PathTicket, from: PathNode, edge: Omit<PathEdge, 'to' | 'next' | 'commands' | 'moves' | 'trace'>, result: StepResult): PathEdge {
    const before = ticket.size
    const to = ticket.place(result.state)
    this.#places += ticket.size - before
    const { what, kind, outputs, openTo, guards, hasTimed, checkedFor, holds } = edge
    const commands = this.#pool.list(result.commands)
    const moves = this.#pool.codes(result.trace.flatMap((entry) => this.names.codesOf(entry)))
    const learnt: PathEdge = { what, kind, outputs, openTo, to, commands, moves, trace: nothing, next: from.edges, guards, hasTimed, checkedFor, holds }
    from.edges = learnt
    return learnt
  }
}

function sameArrival(a: Arrival, b: Arrival): boolean {
  return a.ticket === b.ticket && a.at === b.at && a.channel === b.channel && a.language === b.language && a.text === b.text && sameValue(definedOf(a.customer), definedOf(b.customer))
}

function definedOf(customer: Arrival['customer']): Value {
  return Object.fromEntries(Object.entries(customer).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
