import type { AgentCatalog, AgentDecision, AgentView, ConversationMessage, TeamSnapshot } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
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
  readonly #workflow: Workflow
  readonly #agents: AgentCatalog
  readonly #gate: SignalGate
  readonly #memo: DecisionMemo

  constructor(workflow: Workflow, agents: AgentCatalog, gate: SignalGate, memo: DecisionMemo) {
    this.#workflow = workflow
    this.#agents = agents
    this.#gate = gate
    this.#memo = memo
  }

  /** What the task's agent decides about a ticket now. */
  decide(ticket: TicketCase, command: StartAgent, now: number, teams: () => readonly TeamSnapshot[]): DeskAnswer {
    const { agentId } = command
    const agent = this.#workflow.spec.agents[agentId]
    const runtime = agent === undefined ? undefined : this.#agents.runtimeOf(agent.role)
    if (agent === undefined || runtime === undefined || ticket.state === undefined) {
      return { kind: 'failed', code: 'LUMOS.ModelFailed', message: `This version knows no agent of role ${agent?.role ?? agentId}.` }
    }
    const view = this.#view(agentId, agent, ticket.arrival, ticket.conversation)
    const name = `${agentId}\u0000${ticket.arrival.id}\u0000${ticket.signature}\u0000${ticket.conversation.length}`
    if (this.#gate.lacksAny(name, () => runtime.signals(view, this.#gate))) return { kind: 'lacking' }
    const { context } = ticket.state
    const input = {
      ...view, now,
      context: Object.keys(command.input).length === 0 ? context : { ...context, ...command.input },
      get teams(): readonly TeamSnapshot[] { return teams() },
    }
    return this.#memo.decide(name, runtime, input, this.#gate)
  }

  /** Notes what every agent would want to know of a conversation, so that it is asked with the rest. */
  foresee(arrival: Arrival, conversation: readonly ConversationMessage[]): void {
    for (const [agentId, agent] of Object.entries(this.#workflow.spec.agents)) {
      const runtime = this.#agents.runtimeOf(agent.role)
      if (runtime === undefined) continue
      for (const request of runtime.signals(this.#view(agentId, agent, arrival, conversation), this.#gate)) this.#gate.lacks(request)
    }
  }

  #view(agentId: string, agent: AgentView['agent'], arrival: Arrival, conversation: readonly ConversationMessage[]): AgentView {
    const { ticket } = arrival
    return {
      workflow: this.#workflow, agentId, agent, customer: ticket.customer, conversation,
      ticket: { id: arrival.id, channel: arrival.channel, subject: ticket.subject, language: arrival.language, fields: ticket.fields },
    }
  }
}
