import type { AgentCatalog, AgentRuntime, AgentView, ConversationMessage, TeamSnapshot } from '../engine/agent-contract.ts'
import type { EngineCommand } from '../engine/engine-command.ts'
import type { EngineState } from '../engine/engine-state.ts'
import type { Program } from '../engine/program.ts'
import { programsIn } from '../engine/programs-in.ts'
import { stateAt } from '../engine/state-at.ts'
import type { AgentSpec, Workflow } from '../spec/workflow.ts'
import { AgentVersions } from './agent-versions.ts'
import type { DecisionMemo, WatchedDecision } from './decision-memo.ts'
import type { Arrival } from './run-plan.ts'
import type { SignalGate } from './signal-gate.ts'
import type { TicketCase } from './ticket-case.ts'

type StartAgent = Extract<EngineCommand, { kind: 'startAgent' }>

/** What an agent answers, or that it must wait for signals. */
export type DeskAnswer = WatchedDecision | { readonly decision: { readonly kind: 'lacking' }; readonly teams: null }

/** One agent of the flow, or of a flow inside it. */
type Seat = { readonly agentId: string; readonly agent: AgentSpec; readonly runtime: AgentRuntime | undefined; readonly workflow: Workflow; readonly version: number }

/** The opening of a ticket as its customer wrote it. */
export function openingOf(arrival: Arrival): ConversationMessage {
  return { from: 'customer', at: arrival.at, text: arrival.text }
}

/** Runs agents on gathered signals, and says which signals they will want. */
export class AgentDesk {
  readonly #seats: ReadonlyMap<string, ReadonlyMap<string, Seat>>
  readonly #gate: SignalGate
  readonly #memo: DecisionMemo

  constructor(program: Program, agents: AgentCatalog, gate: SignalGate, memo: DecisionMemo, versions = new AgentVersions()) {
    this.#gate = gate
    this.#memo = memo
    this.#seats = new Map([{ key: '', workflow: program.workflow }, ...programsIn(program).values()].map(({ key, workflow }) => {
      const versionOf = versions.of(workflow)
      return [key, new Map(Object.entries(workflow.spec.agents).map(([agentId, agent]): [string, Seat] => {
        const { workflow: view, number } = versionOf(agentId, agent)
        return [agentId, { agentId, agent, runtime: agents.runtimeOf(agent.role), workflow: view, version: number }]
      }))]
    }))
  }

  /** Which agent of all that were met in any form of the flow a command means; -1 for none. */
  versionOf(command: StartAgent): number {
    return this.#seatOf(command)?.version ?? -1
  }

  /** What the task's agent decides about a ticket now. */
  decide(ticket: TicketCase, state: EngineState, command: StartAgent, now: number, teams: () => readonly TeamSnapshot[]): DeskAnswer {
    const seat = this.#seatOf(command)
    const runtime = seat?.runtime
    if (seat === undefined || runtime === undefined) {
      return { decision: { kind: 'failed', code: 'LUMOS.ModelFailed', message: `This version knows no agent of role ${seat?.agent.role ?? command.agentId}.` }, teams: [] }
    }
    const view = viewOf(seat, ticket.arrival, ticket.conversation)
    const name = `${command.workflow ?? ''}\u0000${seat.version}\u0000${ticket.arrival.id}\u0000${ticket.signature}\u0000${ticket.conversation.length}`
    if (this.#gate.lacksAny(name, () => runtime.signals(view, this.#gate))) return { decision: { kind: 'lacking' }, teams: null }
    const context = stateAt(state, command.taskId)?.context ?? state.context
    const input = {
      ...view, now,
      context: Object.keys(command.input).length === 0 ? context : { ...context, ...command.input },
      get teams(): readonly TeamSnapshot[] { return teams() },
    }
    return this.#memo.decide(name, runtime, input, this.#gate)
  }

  /** The versions of all agents of the flow. */
  get versions(): readonly number[] {
    return [...this.#seats.values()].flatMap((seats) => [...seats.values()].map((seat) => seat.version))
  }

  /** Notes what every agent would want to know of a conversation, so that it is asked with the rest; those of `done` have said it before. */
  foresee(arrival: Arrival, conversation: readonly ConversationMessage[], done: ReadonlySet<number>): void {
    for (const seats of this.#seats.values()) {
      for (const seat of seats.values()) {
        if (seat.runtime === undefined || done.has(seat.version)) continue
        for (const request of seat.runtime.signals(viewOf(seat, arrival, conversation), this.#gate)) this.#gate.lacks(request)
      }
    }
  }

  #seatOf({ workflow = '', agentId }: StartAgent): Seat | undefined {
    return (this.#seats.get(workflow) ?? this.#seats.get(''))?.get(agentId)
  }
}

function viewOf({ workflow, agentId, agent }: Seat, arrival: Arrival, conversation: readonly ConversationMessage[]): AgentView {
  const { ticket } = arrival
  return {
    workflow, agentId, agent, customer: ticket.customer, conversation,
    ticket: { id: arrival.id, channel: arrival.channel, subject: ticket.subject, language: arrival.language, fields: ticket.fields },
  }
}
