import type { EngineCommand } from '../engine/engine-command.ts'
import type { ServiceTotals } from './agent-service.ts'
import { AgentServices, isUnlimited } from './agent-service.ts'
import type { CaseAccount } from './case-account.ts'
import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import type { KeyedRandom } from './keyed-random.ts'
import type { ReplicationMode } from './replication-options.ts'
import type { RunPlan } from './run-plan.ts'
import { placeOf, workflowOf } from './run-plan.ts'
import type { AgentLimits } from './scenario.ts'
import type { TicketCase } from './ticket-case.ts'
import type { TaskDurations } from './task-durations.ts'
import { TRIES_APART } from './task-durations.ts'
import { DOING } from './time-ledger.ts'
import type { Timeline } from './timeline.ts'

type StartAgent = Extract<EngineCommand, { kind: 'startAgent' }>
type StartTool = Extract<EngineCommand, { kind: 'startTool' }>
type Owner = { readonly ticket: TicketCase; readonly command: StartAgent; serving: boolean }

/** What a command asks of a service with limits: its name, and what its chance of failure is keyed by. */
type Service = { readonly name: string; readonly limits: AgentLimits; readonly purpose: string }

/** The calls of agents and tools in one replication: how long each takes, and the line before services that have limits. */
export class AgentCalls {
  readonly #plan: RunPlan
  readonly #timeline: Timeline
  readonly #random: KeyedRandom
  readonly #mode: ReplicationMode
  readonly #account: CaseAccount
  readonly #durations: TaskDurations
  readonly #services: AgentServices
  readonly #owners: Owner[] = []
  // Commands that say the same are one, so that what belongs to them is looked up once; null where there is no limit.
  readonly #known = new Map<StartAgent, Service | null>()
  /** Called when the service has answered, or has failed after its last try. */
  onDone: ((ticket: TicketCase, command: StartAgent, failed: boolean) => void) | undefined

  constructor(plan: RunPlan, timeline: Timeline, random: KeyedRandom, mode: ReplicationMode, account: CaseAccount, durations: TaskDurations) {
    this.#plan = plan
    this.#timeline = timeline
    this.#random = random
    this.#mode = mode
    this.#account = account
    this.#durations = durations
    this.#services = new AgentServices(timeline)
    this.#services.onServing = (call, serving) => { this.#serve(call, serving) }
    this.#services.onDone = (call, failed) => {
      const owner = this.#owners[call]
      if (owner === undefined || owner.ticket.frozen) return
      owner.ticket.calls.delete(owner.command.taskId)
      this.onDone?.(owner.ticket, owner.command, failed)
    }
  }

  /** What each limited service did, by agent. */
  get totals(): ReadonlyMap<string, ServiceTotals> {
    return this.#services.totals
  }

  /** An agent or a tool is asked; agents whose service has limits line up before it. */
  start(ticket: TicketCase, command: StartAgent | StartTool): void {
    const service = command.kind === 'startTool' ? null : this.#serviceOf(command)
    if (service !== null && command.kind === 'startAgent') {
      this.#lineUp(ticket, command, service)
      return
    }
    this.#account.taskBegins(ticket)
    ticket.tasks.set(command.taskId, this.#timeline.plan(ticket.index, this.#timeline.now + this.#durations.of(ticket, command), RANK.completion, command))
  }

  #lineUp(ticket: TicketCase, command: StartAgent, service: Service): void {
    const { name, limits, purpose } = service
    const visit = ticket.episode * 256 + command.visit
    ticket.tasks.set(command.taskId, -1)
    ticket.calls.set(command.taskId, this.#owners.length)
    this.#account.ledger.enter(ticket.index, DOING.agentQueue, this.#timeline.now)
    this.#owners.push({ ticket, command, serving: false })
    this.#services.start({
      service: name, limits,
      tryOf: (index) => ({
        ms: this.#durations.of(ticket, command, index),
        fails: this.#random.uniform(ticket.arrival.key, purpose, visit, command.attempt + index * TRIES_APART) < limits.failure,
      }),
    })
  }

  /** Nobody needs the answer any more. */
  cancel(ticket: TicketCase, taskId: string): void {
    this.#timeline.cancel(ticket.index, ticket.tasks.get(taskId))
    this.#withdraw(ticket, taskId)
    this.#account.taskEnds(ticket, taskId)
  }

  /** Takes back whatever a ticket still asks. */
  cancelAll(ticket: TicketCase): void {
    for (const taskId of [...ticket.calls.keys()]) this.#withdraw(ticket, taskId)
  }

  /** An event of a service. */
  happen(kind: number, a: number, b: number): void {
    if (kind === EVENT.serviceCall) this.#services.happen(a, b)
    else this.#services.wake(a)
  }

  #withdraw(ticket: TicketCase, taskId: string): void {
    const call = ticket.calls.get(taskId)
    if (call === undefined) return
    ticket.calls.delete(taskId)
    // Whoever ends the task takes it off the account of the agent.
    this.#serve(call, true)
    this.#services.cancel(call)
  }

  #serve(call: number, serving: boolean): void {
    const owner = this.#owners[call]
    if (owner === undefined || owner.serving === serving) return
    owner.serving = serving
    const { ledger } = this.#account
    const { now } = this.#timeline
    ledger.leave(owner.ticket.index, serving ? DOING.agentQueue : DOING.agents, now)
    ledger.enter(owner.ticket.index, serving ? DOING.agents : DOING.agentQueue, now)
  }

  #serviceOf(command: StartAgent): Service | null {
    let service = this.#known.get(command)
    if (service === undefined) this.#known.set(command, service = this.#look(command))
    return service
  }

  #look(command: StartAgent): Service | null {
    const { agentId, workflow, owner } = command
    const { aiLimits } = this.#plan.scenario
    const role = workflowOf(this.#plan, workflow).spec.agents[agentId]?.role ?? ''
    const limits = this.#limits(aiLimits.agents[agentId] ?? aiLimits.roles[role] ?? aiLimits.standard)
    return isUnlimited(limits) ? null : { name: workflow === undefined ? agentId : `${workflow}/${agentId}`, limits, purpose: `failure/${owner.kind}/${placeOf(command, owner.id)}` }
  }

  // A pass that looks for texts runs each ticket for itself: there is no line, and only drawn customers meet drawn failures.
  #limits(limits: AgentLimits): AgentLimits {
    if (this.#mode === 'real') return limits
    return { ...limits, concurrency: null, perMinute: null, failure: this.#mode === 'drawn' ? limits.failure : 0 }
  }
}
