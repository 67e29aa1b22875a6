import type { AgentCatalog, AgentDecision, AgentView, ConversationMessage, TeamSnapshot } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { Program } from '../engine/program.ts'
import { programsIn } from '../engine/programs-in.ts'
import { stateAt } from '../engine/state-at.ts'
import type { Workflow } from '../spec/workflow.ts'
import type { DecisionMemo } from './decision-memo.ts'
import type { Arrival } from './run-plan.ts'
import type { SignalGate } from './signal-gate.ts'
import type { TicketCase } from './ticket-case.ts'

type StartAgent = Extract<EngineCommand, { kind: 'startAgent' }>

/** What an agent answers, or that it must wait for signals. */
export type DeskAnswer = AgentDecision | { readonly kind: 'lacking' }

/** The opening of a ticket as its customer wrote it. */
export function openingOf(arrival: Arrival): ConversationMessage {
  return { from: 'customer', at: arrival.at, text: arrival.text }
}

/** Runs agents on gathered signals, and says which signals they will want. */
export class AgentDesk {
  readonly #program: Program
  readonly #inside: ReadonlyMap<string, Program>
  readonly #agents: AgentCatalog
  readonly #gate: SignalGate
  readonly #memo: DecisionMemo

  constructor(program: Program, agents: AgentCatalog, gate: SignalGate, memo: DecisionMemo) {
    this.#program = program
    this.#inside = programsIn(program)
    this.#agents = agents
    this.#gate = gate
    this.#memo = memo
  }

  /** What the task's agent decides about a ticket now. */
  decide(ticket: TicketCase, command: StartAgent, now: number, teams: () => readonly TeamSnapshot[]): DeskAnswer {
    const { agentId } = command
    const { workflow } = this.#inside.get(command.workflow ?? '') ?? this.#program
    const agent = workflow.spec.agents[agentId]
    const runtime = agent === undefined ? undefined : this.#agents.runtimeOf(agent.role)
    if (agent === undefined || runtime === undefined || ticket.state === undefined) {
      return { kind: 'failed', code: 'LUMOS.ModelFailed', message: `This version knows no agent of role ${agent?.role ?? agentId}.` }
    }
    const view = this.#view(workflow, agentId, agent, ticket.arrival, ticket.conversation)
    const name = `${command.workflow ?? ''}\u0000${agentId}\u0000${ticket.arrival.id}\u0000${ticket.signature}\u0000${ticket.conversation.length}`
    if (this.#gate.lacksAny(name, () => runtime.signals(view, this.#gate))) return { kind: 'lacking' }
    const context = stateAt(ticket.state, command.taskId)?.context ?? ticket.state.context
    const input = {
      ...view, now,
      context: Object.keys(command.input).length === 0 ? context : { ...context, ...command.input },
      get teams(): readonly TeamSnapshot[] { return teams() },
    }
    return this.#memo.decide(name, runtime, input, this.#gate)
  }

  /** Notes what every agent would want to know of a conversation, so that it is asked with the rest. */
  foresee(arrival: Arrival, conversation: readonly ConversationMessage[]): void {
    for (const { workflow } of [this.#program, ...this.#inside.values()]) {
      for (const [agentId, agent] of Object.entries(workflow.spec.agents)) {
        const runtime = this.#agents.runtimeOf(agent.role)
        if (runtime === undefined) continue
        for (const request of runtime.signals(this.#view(workflow, agentId, agent, arrival, conversation), this.#gate)) this.#gate.lacks(request)
      }
    }
  }

  #view(workflow: Workflow, agentId: string, agent: AgentView['agent'], arrival: Arrival, conversation: readonly ConversationMessage[]): AgentView {
    const { ticket } = arrival
    return {
      workflow, agentId, agent, customer: ticket.customer, conversation,
      ticket: { id: arrival.id, channel: arrival.channel, subject: ticket.subject, language: arrival.language, fields: ticket.fields },
    }
  }
}
