import type { EngineCommand } from '../engine/engine-command.ts'
import type { KeyedRandom } from './keyed-random.ts'
import type { RunPlan } from './run-plan.ts'
import { placeOf, workflowOf } from './run-plan.ts'
import type { TicketCase } from './ticket-case.ts'
import type { Distribution } from './variates.ts'
import { quantileOf, wholeMs } from './variates.ts'

type Task = Extract<EngineCommand, { kind: 'startAgent' | 'startTool' }>

/** Tries of one task draw this far apart. */
export const TRIES_APART = 4096

/** How long the agents and tools of one replication take. */
export class TaskDurations {
  readonly #plan: RunPlan
  readonly #random: KeyedRandom
  // Commands that say the same are one, so that what belongs to them is looked up once.
  readonly #known = new Map<Task, { readonly purpose: string; readonly latency: Distribution }>()

  constructor(plan: RunPlan, random: KeyedRandom) {
    this.#plan = plan
    this.#random = random
  }

  /** How long a task of a ticket takes, in milliseconds; a service that tries again draws anew each time. */
  of(ticket: TicketCase, command: Task, again = 0): number {
    let known = this.#known.get(command)
    if (known === undefined) this.#known.set(command, known = this.#look(command))
    return wholeMs(quantileOf(known.latency, this.#random.uniform(ticket.arrival.key, known.purpose, ticket.episode * 256 + command.visit, command.attempt + again * TRIES_APART)))
  }

  #look(command: Task): { readonly purpose: string; readonly latency: Distribution } {
    const { aiLatency, toolLatency } = this.#plan.scenario
    if (command.kind === 'startTool') return { purpose: `tool/${placeOf(command, command.nodeId)}`, latency: toolLatency }
    const role = workflowOf(this.#plan, command.workflow).spec.agents[command.agentId]?.role ?? ''
    return { purpose: `latency/${command.owner.kind}/${placeOf(command, command.owner.id)}`, latency: aiLatency.agents[command.agentId] ?? aiLatency.roles[role] ?? aiLatency.standard }
  }
}
