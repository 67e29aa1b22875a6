import type { Value } from '../conditions/value.ts'
import { isRecord } from '../conditions/value.ts'
import type { TeamSnapshot } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineEvent } from '../engine/engine-event.ts'
import type { EngineContext, EngineState, SlaFact } from '../engine/engine-state.ts'
import type { Evaluated, EvaluationWatch, Expression } from '../engine/expression.ts'
import { outcomeOf } from '../engine/expression.ts'
import type { Program } from '../engine/program.ts'
import { step } from '../engine/step.ts'
import type { TraceEntry } from '../engine/trace-entry.ts'
import type { TraceDetail } from '../engine/work.ts'
import { slaRoot } from '../engine/work.ts'
import type { AgentDesk, DeskAnswer } from './agent-desk.ts'
import type { MoveNames } from './move-counts.ts'
import type { PathDecision, PathEdge, PathGuard, PathMemo } from './path-memo.ts'
import type { ProgramSite, ProgramSites } from './program-sites.ts'
import { sameValue } from './same-value.ts'
import { stillReads } from './team-reads.ts'
import type { TicketCase } from './ticket-case.ts'

type StartAgent = Extract<EngineCommand, { kind: 'startAgent' }>

/** What a step asks of the driver, and what it passed: as codes, or as trace entries where it was not remembered. */
export type WalkedStep = { readonly commands: readonly EngineCommand[]; readonly moves: readonly number[]; readonly trace: readonly TraceEntry[] }

/** The program of a run with all that walking needs to know of it; `memo` is null where every step is to be computed. */
export type WalkingOrders = { readonly program: Program; readonly number: number; readonly sites: ProgramSites; readonly names: MoveNames; readonly memo: PathMemo | null }

const nothing: readonly never[] = []

/** Leads tickets through a flow: along ways that are known, and with the engine where nobody has been. */
export class PathWalker {
  readonly #orders: WalkingOrders
  readonly #memo: PathMemo | null
  readonly #desk: AgentDesk
  readonly #detail: TraceDetail
  readonly #covers = new Map<ReadonlySet<string>, Map<ReadonlySet<string>, boolean>>()
  #guards: PathGuard[] = []
  #unknown = false

  constructor(orders: WalkingOrders, desk: AgentDesk, detail: TraceDetail) {
    this.#orders = orders
    this.#memo = detail === 'full' ? null : orders.memo
    this.#desk = desk
    this.#detail = detail
  }

  /** What an event does to a ticket, whose `state` and place move on. `made` is the decision that the event tells. */
  step(ticket: TicketCase, event: EngineEvent, made: PathDecision | null = null): WalkedStep {
    const memo = this.#memo
    note(ticket, event)
    const from = memo === null ? null : event.kind === 'start' ? (ticket.ways ??= memo.ticket(ticket.arrival)).origin : ticket.place
    if (memo === null || from === null || ticket.ways === null) return this.#compute(ticket, event)
    if (made !== null && made.edge !== null && this.#isOpen(made.edge, ticket, event.at)) return follow(ticket, made.edge)
    const what = whatOf(event)
    const outputs = event.kind === 'task.completed' ? event.outputs : undefined
    for (let edge = from.edges; edge !== null; edge = edge.next) {
      if (edge.what !== what || edge.kind !== event.kind || (edge.outputs !== outputs && !sameValue(edge.outputs, outputs)) || !this.#isOpen(edge, ticket, event.at)) continue
      if (made !== null) made.edge = edge
      return follow(ticket, edge)
    }
    if (!memo.isOpen) {
      ticket.place = null
      ticket.state = from.state === undefined ? undefined : stateNow(from.state, ticket)
      return this.#compute(ticket, event)
    }
    this.#guards = []
    this.#unknown = false
    const result = step(this.#orders.program, from.state === undefined ? undefined : stateNow(from.state, ticket), event, 'moves', this.#watch)
    if (this.#unknown) throw new Error('The program asked for something that stands nowhere in it.')
    const hasTimed = this.#guards.some((guard) => guard.timed)
    const edge = memo.learn(ticket.ways, from, {
      what, kind: event.kind, outputs, openTo: hasTimed ? 0 : this.#orders.number, guards: this.#guards.length === 0 ? nothing : this.#guards, hasTimed,
      checkedFor: this.#orders.number, holds: true,
    }, result)
    if (made !== null) made.edge = edge
    return follow(ticket, edge)
  }

  /** What an agent decides about a ticket, and where it is remembered. */
  decide(ticket: TicketCase, command: StartAgent, now: number, teams: () => readonly TeamSnapshot[]): { readonly answer: DeskAnswer['decision']; readonly made: PathDecision | null } {
    const { place, state } = ticket
    if (state === undefined) return { answer: { kind: 'failed', code: 'LUMOS.ModelFailed', message: 'The ticket has left the flow.' }, made: null }
    if (place === null) return { answer: this.#desk.decide(ticket, state, command, now, teams).decision, made: null }
    const conversation = (ticket.signature * 31 + ticket.conversation.length) | 0
    const agent = this.#desk.versionOf(command)
    let snapshots: readonly TeamSnapshot[] | null = null
    for (let known = place.decisions; known !== null; known = known.next) {
      if (known.taskId !== command.taskId || known.conversation !== conversation || known.agent !== agent || known.teams === null) continue
      if (known.teams.length > 0 && !stillReads(known.teams, snapshots ??= teams())) continue
      return { answer: known.decision, made: known }
    }
    const { decision, teams: reads } = this.#desk.decide(ticket, stateNow(state, ticket, now), command, now, teams)
    if (decision.kind === 'lacking') return { answer: decision, made: null }
    const made: PathDecision = { taskId: command.taskId, conversation, agent, teams: reads, decision, next: place.decisions, edge: null }
    if (reads !== null) place.decisions = made
    return { answer: decision, made }
  }

  /** What conditions outside of the flow see of a ticket. */
  contextNow(ticket: TicketCase, at: number): EngineContext | undefined {
    if (ticket.state === undefined) return undefined
    return ticket.place === null ? ticket.state.context : stateNow(ticket.state, ticket, at).context
  }

  /** The links and nodes that a step passed, by name. */
  namesOf({ moves, trace }: WalkedStep): readonly string[] {
    return [...moves, ...trace.flatMap((entry) => this.#orders.names.codesOf(entry))].map((code) => this.#orders.names.nameOf(code >> 1))
  }

  #compute(ticket: TicketCase, event: EngineEvent): WalkedStep {
    const { state, commands, trace } = step(this.#orders.program, ticket.state, event, this.#detail)
    ticket.state = state
    return { commands, moves: nothing, trace }
  }

  readonly #watch: EvaluationWatch = (expression: Expression, context: EngineContext, outcome: Evaluated): void => {
    const site = this.#orders.sites.siteOf.get(expression)
    const place = site === undefined ? undefined : this.#orders.sites.sites[site]
    if (site === undefined || place === undefined) {
      this.#unknown = true
      return
    }
    this.#guards.push({ site, text: expression.text, timed: place.timed, roots: rootsRead(expression, context), reads: place.reads, outcome })
  }

  #isOpen(edge: PathEdge, ticket: TicketCase, at: number): boolean {
    const { number } = this.#orders
    if (edge.openTo === number) return true
    if (edge.checkedFor !== number) {
      edge.holds = edge.guards.every((guard) => guard.timed || this.#holds(guard, null, at))
      edge.checkedFor = number
      if (edge.holds && !edge.hasTimed) edge.openTo = number
    }
    return edge.holds && edge.guards.every((guard) => !guard.timed || this.#holds(guard, ticket, at))
  }

  #holds(guard: PathGuard, ticket: TicketCase | null, at: number): boolean {
    const site = this.#orders.sites.sites[guard.site]
    if (site === undefined) return false
    if (ticket === null && !site.timed) {
      if (site.expression.text === guard.text) return true
      return this.#covered(site, guard) && sameOutcome(outcomeOf(site.expression, guard.roots, site.ports), guard.outcome)
    }
    // One that has come to ask for the time since cannot be looked at once for all.
    if (ticket === null || (site.expression.text !== guard.text && !this.#covered(site, guard))) return false
    return sameOutcome(outcomeOf(site.expression, rootsNow(guard.roots, ticket, at), site.ports), guard.outcome)
  }

  #covered(site: ProgramSite, guard: PathGuard): boolean {
    let known = this.#covers.get(site.reads)
    if (known === undefined) this.#covers.set(site.reads, known = new Map())
    let covered = known.get(guard.reads)
    if (covered === undefined) known.set(guard.reads, covered = [...site.reads].every((path) => guard.reads.has(path)))
    return covered
  }
}

function follow(ticket: TicketCase, edge: PathEdge): WalkedStep {
  ticket.place = edge.to
  ticket.state = edge.to.state
  return edge
}

// The times that a state on the way stands without.
function note(ticket: TicketCase, event: EngineEvent): void {
  switch (event.kind) {
    case 'start':
      ticket.openedAt = event.ticket.openedAt
      ticket.messageAt = event.at
      return
    case 'message.inbound':
      ticket.messageAt = event.at
      return
    case 'sla.due':
    case 'sla.warning':
    case 'sla.breach':
      if (event.clock === 'firstResponse') ticket.firstDueAt = event.dueAt
      else ticket.resolutionDueAt = event.dueAt
      return
    default:
      return
  }
}

/** What an event says besides its kind, its time and its outputs. */
function whatOf(event: EngineEvent): string {
  switch (event.kind) {
    case 'start':
      return event.ticket.reopenCount === 0 ? event.text : `${event.ticket.reopenCount}\u0000${event.text}`
    case 'message.inbound':
      return event.choice === undefined ? event.text : `${event.text}\u0000${event.choice}`
    case 'task.completed':
      return event.costUsd === undefined ? event.taskId : `${event.taskId}\u0000${event.costUsd}`
    case 'task.failed':
      return `${event.taskId}\u0000${event.code}\u0000${event.message}\u0000${event.costUsd ?? ''}`
    case 'human.completed':
      return `${event.taskId}\u0000${event.outcome}`
    case 'timer':
      return event.timerId
    case 'sla.due':
      return event.breached === true ? `${event.clock}\u0000breached` : event.clock
    case 'sla.warning':
    case 'sla.breach':
      return event.clock
    case 'cancel':
      return event.reason
  }
}

/** A state with the times of this ticket instead of those of the first that stood there. */
function stateNow(state: EngineState, ticket: TicketCase, now = state.context.now): EngineState {
  const { context, sla } = state
  const message = context['message']
  const isOwn = context.ticket.openedAt === ticket.openedAt && (!isRecord(message) || message['at'] === ticket.messageAt) && context.now === now
    && (sla.firstResponse === undefined || sla.firstResponse.dueAt === ticket.firstDueAt) && (sla.resolution === undefined || sla.resolution.dueAt === ticket.resolutionDueAt)
  if (isOwn) return state
  const facts: { firstResponse?: SlaFact; resolution?: SlaFact } = {}
  if (sla.firstResponse !== undefined) facts.firstResponse = { ...sla.firstResponse, dueAt: ticket.firstDueAt }
  if (sla.resolution !== undefined) facts.resolution = { ...sla.resolution, dueAt: ticket.resolutionDueAt }
  const times = (roots: EngineContext): EngineContext => {
    const own = roots['message']
    return {
      ...roots, now,
      ticket: { ...roots.ticket, openedAt: ticket.openedAt },
      ...(isRecord(own) ? { message: { ...own, at: ticket.messageAt } } : {}),
      ...(roots['sla'] === undefined ? {} : { sla: slaRoot(facts, now) }),
    }
  }
  const within = (inside: EngineState): EngineState => ({
    ...inside, context: times(inside.context),
    subflows: inside.subflows.map((run) => ({ ...run, state: within(run.state) })),
  })
  return { ...within(state), sla: facts }
}

function rootsNow(roots: Readonly<Record<string, Value>>, ticket: TicketCase, at: number): Readonly<Record<string, Value>> {
  const { message, sla } = roots
  return {
    ...roots, now: at,
    ...(isRecord(roots['ticket']) ? { ticket: { ...roots['ticket'], openedAt: ticket.openedAt } } : {}),
    ...(isRecord(message) ? { message: { ...message, at: ticket.messageAt } } : {}),
    ...(isRecord(sla) ? { sla: Object.fromEntries(Object.entries(sla).map(([clock, fact]) => {
      const dueAt = clock === 'firstResponse' ? ticket.firstDueAt : ticket.resolutionDueAt
      return [clock, isRecord(fact) ? { ...fact, dueAt, remaining: dueAt - at } : fact]
    })) } : {}),
  }
}

// The context is a draft that goes on changing: what was read is kept as it was.
function rootsRead(expression: Expression, context: EngineContext): Readonly<Record<string, Value>> {
  const roots: Record<string, Value> = {}
  let nodes: Record<string, Value> | undefined
  for (const [root = '', node] of expression.reads) {
    if (root === 'nodes') {
      nodes ??= {}
      const record = node === undefined ? undefined : context.nodes[node]
      if (node !== undefined && record !== undefined) nodes[node] = record
      continue
    }
    const value = context[root]
    if (value !== undefined) roots[root] = value
  }
  if (nodes !== undefined) roots['nodes'] = nodes
  return roots
}

function sameOutcome(a: Evaluated, b: Evaluated): boolean {
  if (a.kind === 'value' && b.kind === 'value') return sameValue(a.value, b.value)
  return a.kind === 'failed' && b.kind === 'failed' && a.code === b.code && a.message === b.message && a.absent === b.absent
}
