import type { Assumption } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineEvent } from '../engine/engine-event.ts'
import { isLifetimeTimer } from '../engine/lifetime.ts'
import { assertNever } from '../assert-never.ts'
import { AgentCalls } from './agent-calls.ts'
import { openingOf } from './agent-desk.ts'
import { comparison } from './answer-evidence.ts'
import { CaseAccount } from './case-account.ts'
import { Customers } from './customers.ts'
import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import { KeyedRandom } from './keyed-random.ts'
import { MetricClocks } from './metric-clocks.ts'
import { MoveCounts } from './move-counts.ts'
import { PathWalker, type WalkedStep } from './path-walker.ts'
import type { PathDecision } from './path-memo.ts'
import { outcomeOfApproval, outcomeOfConversation, outcomeOfToolApproval, noToolOutputs, type PersonOutcome } from './person-outcome.ts'
import { endlessTeams, idleSnapshots } from './endless-teams.ts'
import { People, type HumanWork } from './people.ts'
import type { CountsItem, ReplicationOptions } from './replication-options.ts'
import { placeOf, type Arrival, type RunPlan } from './run-plan.ts'
import { SlaClocks } from './sla-clocks.ts'
import { policyFor } from './sla-policy.ts'
import { earliest, followUp, isOver, noteIssueType, serviceFailed, timerAt } from './ticket-course.ts'
import { TaskDurations } from './task-durations.ts'
import { TicketCase } from './ticket-case.ts'
import { noteDecision, noteNextReply, noteReply, noteTrace, noteWords, parkCase, settleCase, startEvent } from './ticket-record.ts'
import { DOING } from './time-ledger.ts'
import { Timeline, type Pending } from './timeline.ts'

/** So few that even slow ones take no longer than people notice. */
const EVENTS_AT_A_TIME = 250
/** Approvals draw their times apart from conversations: the n-th of each has the same time however many of the others come before it. */
const APPROVALS = 1000

/** One replication: many tickets through one flow, with agents, people, customers and promises in simulated time. */
export class Replication {
  readonly plan: RunPlan
  readonly options: ReplicationOptions
  readonly timeline: Timeline
  readonly people: People
  readonly cases: TicketCase[] = []
  readonly moves: MoveCounts
  readonly assumptions = new Map<string, Assumption>()
  readonly parked = new Map<string, number>()
  readonly clocks: (SlaClocks | null)[] = []
  readonly account: CaseAccount
  readonly #random: KeyedRandom
  readonly #customers: Customers
  readonly calls: AgentCalls
  readonly #walker: PathWalker
  lacking = false

  constructor(plan: RunPlan, options: ReplicationOptions) {
    this.plan = plan
    this.options = options
    this.timeline = new Timeline(plan.end, plan.arrivals.length)
    this.#random = new KeyedRandom(plan.scenario.seed, options.index)
    this.moves = new MoveCounts(options.orders.names)
    this.#walker = new PathWalker(options.orders, options.desk, options.keep ? 'full' : 'moves')
    this.people = new People(plan, options.mode === 'real' ? plan.teams : endlessTeams(plan), plan.scenario.handleTime, this.timeline, this.#random)
    this.#customers = new Customers(plan, this.timeline, this.#random, options.replyBank, options.calibration, options.mode)
    this.account = new CaseAccount(plan, this.timeline, this.people)
    this.calls = new AgentCalls(plan, this.timeline, this.#random, options.mode, this.account, new TaskDurations(plan, this.#random))
    this.calls.onDone = (ticket, command, failed) => { this.#decide(ticket, command, failed) }
    this.people.onStart = (work) => { this.#personStarts(work) }
  }

  /** Runs to the end of the cool-down. Now and then it says what share of the time has passed, so that others have their turn, and sometimes shows a picture where those are wanted. */
  *run(pictures = false): Generator<CountsItem | number, void, void> {
    const { timeline } = this
    const first = this.plan.arrivals[0]
    if (first === undefined) return
    timeline.heap.push(first.at, RANK.arrival, EVENT.arrival, 0, 0)
    let events = 0
    const eventsPerPicture = Math.max(100, Math.round(this.plan.arrivals.length * 0.4))
    while (timeline.nextTime < Infinity || this.people.due) {
      if (this.people.due && timeline.nextTime > timeline.now) {
        this.people.dispatch(timeline.now)
        continue
      }
      if (timeline.nextTime > this.plan.end || !timeline.pop()) break
      this.#event(timeline.kind, timeline.a, timeline.b)
      events += 1
      if (pictures && events % eventsPerPicture === 0) yield this.picture()
      else if (events % EVENTS_AT_A_TIME === 0) yield (this.timeline.now - this.plan.start) / (this.plan.end - this.plan.start)
    }
    this.timeline.now = this.plan.end
    for (const ticket of this.cases) settleCase(ticket, this.clocks[ticket.index] ?? null, this.plan.end)
  }

  /** Counts so far. */
  picture(): CountsItem {
    return { kind: 'counts', nodes: Object.fromEntries(this.moves.nodes()), edges: Object.fromEntries(this.moves.edges()), simulatedUntil: this.timeline.now }
  }

  #event(kind: number, a: number, b: number): void {
    switch (kind) {
      case EVENT.staff:
        this.people.staffStep(a, b, this.timeline.now)
        return
      case EVENT.workDone: {
        const work = this.people.finish(a, b)
        if (work !== undefined) this.#personDone(work)
        return
      }
      case EVENT.arrival:
        this.#arrive(a)
        return
      case EVENT.serviceCall:
      case EVENT.serviceWake:
        this.calls.happen(kind, a, b)
        return
      case EVENT.pending: {
        const { pending } = this.timeline
        const ticket = this.cases[a]
        if (pending !== null && ticket !== undefined && !ticket.frozen) this.#happen(ticket, pending)
        return
      }
    }
  }

  #arrive(index: number): void {
    const arrival = this.plan.arrivals[index]
    const next = this.plan.arrivals[index + 1]
    if (arrival === undefined || (this.options.mode === 'real' && isOver(this.plan, arrival, this.cases))) return
    if (next !== undefined) this.timeline.heap.push(next.at, RANK.arrival, EVENT.arrival, index + 1, 0)
    this.#come(arrival)
  }

  #come(arrival: Arrival): void {
    const ticket = new TicketCase(arrival, this.cases.length)
    this.cases.push(ticket)
    if (this.plan.clocks.length > 0) ticket.measured = new MetricClocks(this.plan.clocks, arrival.at)
    ticket.open(arrival.at)
    this.account.ledger.begin(ticket.index, arrival.at)
    this.#customers.wait(ticket, true)
    ticket.say(openingOf(arrival))
    this.#enter(ticket, arrival.text)
  }

  #enter(ticket: TicketCase, text: string): void {
    ticket.state = undefined
    const result = this.#walker.step(ticket, startEvent(ticket, this.timeline.now, text))
    if (ticket.episode === 0) {
      const policy = policyFor(this.plan.slas, this.#walker.contextNow(ticket, this.timeline.now) ?? {}, this.plan.program.ports)
      this.clocks[ticket.index] = policy === null ? null : new SlaClocks(this.timeline, ticket.index, policy, ticket.arrival.at)
    } else {
      this.clocks[ticket.index]?.announce()
    }
    this.#absorb(ticket, result)
  }

  #apply(ticket: TicketCase, event: EngineEvent, made: PathDecision | null = null): void {
    if (ticket.state !== undefined) this.#absorb(ticket, this.#walker.step(ticket, event, made))
  }

  #absorb(ticket: TicketCase, result: WalkedStep): void {
    if (ticket.arrival.counted) this.moves.add(result.moves)
    for (const entry of result.trace) noteTrace(this, ticket, entry)
    for (const command of result.commands) if (!ticket.frozen) this.#obey(ticket, command)
    for (const item of ticket.human.values()) this.people.setDeadline(item, this.#due(ticket))
    // Only when every command is obeyed: what the flow makes of the news comes after what it has said already.
    const clocks = this.clocks[ticket.index]
    if (clocks === undefined || clocks === null || !clocks.hasNews || ticket.frozen) return
    const at = this.timeline.now
    for (const news of clocks.takeNews()) this.#apply(ticket, { kind: 'sla.due', at, ...news })
  }

  #due(ticket: TicketCase): number | null {
    return earliest(this.clocks[ticket.index]?.nextDue ?? null, ticket.measured?.nextDue ?? null)
  }

  #obey(ticket: TicketCase, command: EngineCommand): void {
    const { timeline } = this
    const { now } = timeline
    const clocks = this.clocks[ticket.index]
    switch (command.kind) {
      case 'startAgent':
      case 'startTool':
        this.calls.start(ticket, command)
        if (command.kind === 'startTool') this.#assume(noToolOutputs)
        return
      case 'startHuman':
      case 'startApproval':
        this.#startHuman(ticket, command)
        return
      case 'cancelTask':
        this.calls.cancel(ticket, command.taskId)
        ticket.humanMs += this.people.cancel(ticket.human.get(command.taskId) ?? -1)
        this.account.personLeaves(ticket, command.taskId)
        return
      case 'sendMessage': {
        const request = this.#customers.isAnswer(ticket, command.text) ? comparison(ticket.arrival.ticket, ticket.draft?.text ?? '') : null
        if (request !== null && this.options.gate.lacks(request)) {
          this.#freeze(ticket, true)
          return
        }
        ticket.say({ from: 'agent', at: now, text: command.text })
        // A notice that neither answers nor asks is an acknowledgement, and no response.
        if (command.awaitsReply || this.#customers.isAnswer(ticket, command.text)) this.#replied(ticket)
        this.#customers.receive(ticket, command, this.options.gate)
        if (this.options.mode === 'firstAnswer' && ticket.answers.length > 0) this.#freeze(ticket, false)
        return
      }
      case 'setTimer':
        timeline.cancel(ticket.index, ticket.timers.get(command.timerId))
        ticket.timers.set(command.timerId, timeline.plan(ticket.index, timerAt(this.plan, command, now), RANK.timer, command))
        return
      case 'cancelTimer':
        timeline.cancel(ticket.index, ticket.timers.get(command.timerId))
        ticket.timers.delete(command.timerId)
        return
      case 'ticketStatus':
        ticket.status(command.status, now)
        this.account.ledger.set(ticket.index, DOING.customer, command.status === 'waiting', now)
        if (command.status === 'waiting') clocks?.pause(now)
        else if (command.status === 'open' || command.status === 'handedOff') clocks?.resume(now)
        timeline.cancel(ticket.index, ticket.autoSolve)
        ticket.autoSolve = command.status === 'waiting' && ticket.timers.keys().every(isLifetimeTimer) ? timeline.plan(ticket.index, now + this.plan.scenario.customer.autoSolveAfterMs, RANK.timer, { kind: 'autoSolve' }) : -1
        return
      case 'ticketPriority':
        ticket.priority = command.priority
        clocks?.reprioritise(command.priority)
        ticket.measured?.reprioritise(command.priority, now)
        for (const item of ticket.human.values()) this.people.rerank(item, command.priority, ticket.arrival.live)
        return
      case 'finish':
        this.#end(ticket)
        this.account.finish(ticket, command.outcome)
        return
      case 'park':
        this.#end(ticket)
        parkCase(ticket, command, this.parked)
        return
      default:
        assertNever(command)
    }
  }

  #end(ticket: TicketCase): void {
    ticket.end(this.timeline.now)
    this.clocks[ticket.index]?.pause(this.timeline.now)
    this.timeline.cancel(ticket.index, ticket.patience)
    this.timeline.cancel(ticket.index, ticket.autoSolve)
    this.people.release(ticket.index)
  }

  #startHuman(ticket: TicketCase, command: Extract<EngineCommand, { kind: 'startHuman' | 'startApproval' }>): void {
    const task = command.kind === 'startHuman' ? command.task : 'toolApproval'
    if (task === 'conversation') {
      ticket.handOver(command.team, this.timeline.now)
      this.#customers.waitForPeople(ticket, command.team)
    }
    const factor = ticket.aiActions > 0 && task === 'conversation' ? this.plan.scenario.handleTime.escalatedFactor : 1
    const item = this.people.start({
      ticket: ticket.index, arrival: ticket.arrival, taskId: command.taskId, task, outcomes: command.kind === 'startHuman' ? command.outcomes : [], team: command.team, priority: ticket.priority, visit: task === 'conversation' ? ticket.conversations : APPROVALS + ticket.approvals, factor,
      issueType: ticket.issueType, skills: ticket.skills, deadline: this.#due(ticket),
    })
    ticket[task === 'conversation' ? 'conversations' : 'approvals'] += 1
    if (item >= 0) this.account.personAsked(ticket, command.taskId, item, placeOf(command, command.nodeId), command.team)
  }

  #happen(ticket: TicketCase, pending: Pending): void {
    const at = this.timeline.now
    switch (pending.kind) {
      case 'startAgent':
        this.#decide(ticket, pending)
        return
      case 'startTool':
        this.account.taskEnds(ticket, pending.taskId)
        this.#apply(ticket, { kind: 'task.completed', at, taskId: pending.taskId, outputs: {} })
        return
      case 'timer':
      case 'setTimer':
        ticket.timers.delete(pending.timerId)
        this.#apply(ticket, { kind: 'timer', at, timerId: pending.timerId })
        return
      case 'reaction':
        this.#hear(ticket, this.#customers.words(ticket, pending.reaction))
        return
      case 'patience':
        if (ticket.patienceOver || ticket.outcome !== 'open') return
        // Nobody leaves whose ticket somebody has begun to work on, even where a further wait has a patience of its own.
        if ([...ticket.human.values()].some((item) => this.people.isBegun(item))) return this.#customers.stay(ticket)
        ticket.measured?.status('abandoned', at)
        this.#apply(ticket, { kind: 'cancel', at, reason: ticket.firstAnyAt === null ? 'the customer left before the first reply' : 'the customer left while waiting for a person' })
        ticket.outcome = 'abandoned'
        return
      case 'autoSolve':
        this.#apply(ticket, { kind: 'cancel', at, reason: 'the customer did not reply' })
        this.account.finish(ticket, 'resolved')
        return
      case 'sla':
        this.clocks[ticket.index]?.told(pending.clock, pending.event)
        this.#apply(ticket, { kind: pending.event, at, clock: pending.clock, dueAt: pending.dueAt })
        return
      default:
        assertNever(pending)
    }
  }

  #decide(ticket: TicketCase, command: Extract<EngineCommand, { kind: 'startAgent' }>, lost = false): void {
    this.account.taskEnds(ticket, command.taskId)
    const at = this.timeline.now
    if (lost) return this.#apply(ticket, serviceFailed(ticket, command.taskId, at))
    const { answer: decision, made } = this.#walker.decide(ticket, command, at, () => (this.options.mode === 'real' ? this.people.snapshots(ticket.arrival.channel) : idleSnapshots(this.plan.teams, ticket.arrival.channel)))
    if (decision.kind === 'lacking') return this.#freeze(ticket, true)
    ticket.aiActions += 1
    if (decision.kind === 'failed') {
      this.#apply(ticket, { kind: 'task.failed', at, taskId: command.taskId, code: decision.code, message: decision.message }, made)
      return
    }
    for (const assumption of decision.assumptions) this.#assume(assumption)
    noteDecision(ticket, decision)
    if (noteIssueType(this.plan, ticket, command, decision.outputs)) this.#customers.wait(ticket)
    this.#apply(ticket, { kind: 'task.completed', at, taskId: command.taskId, outputs: decision.outputs, reasons: decision.reasons }, made)
  }

  #hear(ticket: TicketCase, words: ReturnType<Customers['words']>): void {
    const at = this.timeline.now
    ticket.reaction = -1
    if (!words.confirms && this.#customers.isClosed(ticket)) {
      this.#come(followUp(ticket, words, at, this.plan))
      return
    }
    noteWords(ticket, words, at)
    if (ticket.state?.status === 'running') {
      this.#apply(ticket, { kind: 'message.inbound', at, text: words.text, ...(words.choice === undefined ? {} : { choice: words.choice }) })
      return
    }
    // Thanks for a ticket that is already solved confirm it; anything else opens it again.
    if (words.confirms || ticket.state?.status !== 'finished' || ticket.outcome === 'dropped' || ticket.outcome === 'abandoned') return
    ticket.reopen(at)
    this.account.ledger.set(ticket.index, DOING.solved, false, at)
    this.clocks[ticket.index]?.resume(at)
    this.#enter(ticket, words.text)
  }

  #personStarts(work: HumanWork): void {
    const ticket = this.cases[work.ticket]
    if (ticket === undefined) return
    ticket.byPerson = true
    this.#customers.stay(ticket)
    this.account.personStarts(ticket, work.taskId)
    if (work.task === 'conversation' && work.live) {
      this.#replied(ticket, 'person')
      ticket.firstHumanAt ??= this.timeline.now
      noteNextReply(ticket, this.timeline.now)
    }
  }

  #personDone(work: HumanWork): void {
    const ticket = this.cases[work.ticket]
    if (ticket === undefined || ticket.frozen || ticket.state === undefined) return
    const at = this.timeline.now
    this.account.personLeaves(ticket, work.taskId)
    ticket.humanMs += work.workMs
    const { outcomes } = work
    if (work.task !== 'conversation') {
      const u = this.#random.uniform(ticket.arrival.key, 'approves', work.visit - APPROVALS + 1)
      this.#decided(ticket, work.taskId, work.task === 'toolApproval' ? outcomeOfToolApproval(u) : outcomeOfApproval(outcomes, ticket.draft?.confidence ?? null, u))
      return
    }
    noteReply(ticket, at)
    this.#replied(ticket, 'person')
    this.#customers.afterPerson(ticket)
    this.#decided(ticket, work.taskId, outcomeOfConversation(outcomes))
  }

  #decided(ticket: TicketCase, taskId: string, { outcome, assumption }: PersonOutcome): void {
    this.#assume(assumption)
    this.#apply(ticket, { kind: 'human.completed', at: this.timeline.now, taskId, outcome })
  }

  #replied(ticket: TicketCase, by: 'agent' | 'person' = 'agent'): void {
    const at = this.timeline.now
    ticket.measured?.reply(by, at)
    this.#customers.stay(ticket)
    ticket.lastReplyAt = at
    this.account.ledger.mark(ticket.index, at)
    if (ticket.firstAnyAt !== null) return
    ticket.firstAnyAt = at
    this.clocks[ticket.index]?.answered(at)
  }

  #freeze(ticket: TicketCase, lacking: boolean): void {
    if (lacking) this.lacking = true
    ticket.lacking = lacking
    ticket.frozen = true
    for (const item of ticket.human.values()) this.people.cancel(item)
    this.calls.cancelAll(ticket)
  }

  #assume(assumption: Assumption): void {
    if (!this.assumptions.has(assumption.id)) this.assumptions.set(assumption.id, assumption)
  }
}
