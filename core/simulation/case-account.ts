import type { FlowOutcome } from '../engine/engine-command.ts'
import { HalfHours } from './half-hours.ts'
import type { People } from './people.ts'
import type { RunPlan } from './run-plan.ts'
import { teamHours } from './team-hours.ts'
import type { TicketCase } from './ticket-case.ts'
import { finishCase } from './ticket-record.ts'
import { DOING, TimeLedger } from './time-ledger.ts'
import type { Timeline } from './timeline.ts'

/** Keeps the account of where the tickets of a replication spend their time, and how long work waits for people at each node. */
export class CaseAccount {
  readonly ledger: TimeLedger
  readonly waits = new Map<string, { n: number; waitedMs: number }>()
  /** People at work, by half hour of the window. */
  readonly busy: HalfHours
  readonly #timeline: Timeline
  readonly #teams: ReadonlyMap<string, number>

  constructor(plan: RunPlan, timeline: Timeline, people: People) {
    this.#timeline = timeline
    this.ledger = new TimeLedger(plan.arrivals.length, teamHours(plan, plan.teams))
    this.#teams = new Map(plan.teams.map((team, index) => [team.id, index]))
    this.busy = new HalfHours(plan.from, plan.to)
    people.onServing = (work, serving) => {
      this.ledger[serving ? 'enter' : 'leave'](work.ticket, DOING.handling, timeline.now)
      this.busy.set(people.inUse, timeline.now)
    }
  }

  /** An agent or a tool begins. */
  taskBegins(ticket: TicketCase): void {
    this.ledger.enter(ticket.index, DOING.agents, this.#timeline.now)
  }

  /** An agent or a tool is done, or nobody needs it any more. */
  taskEnds(ticket: TicketCase, taskId: string): void {
    if (ticket.tasks.delete(taskId)) this.ledger.leave(ticket.index, DOING.agents, this.#timeline.now)
  }

  /** Work is put before a team. */
  personAsked(ticket: TicketCase, taskId: string, item: number, node: string, team: string): void {
    const { now } = this.#timeline
    ticket.human.set(taskId, item)
    ticket.asked.set(taskId, { node, at: now })
    this.ledger.ask(ticket.index, this.#teams.get(team) ?? -1, now)
  }

  /** A person begins it. */
  personStarts(ticket: TicketCase, taskId: string): void {
    const asked = ticket.asked.get(taskId)
    // The counts of the flow are about tickets of the window, and so are its waits.
    if (asked === undefined || !ticket.arrival.counted) return
    const waitedMs = this.#timeline.now - asked.at
    const known = this.waits.get(asked.node)
    if (known === undefined) this.waits.set(asked.node, { n: 1, waitedMs })
    else {
      known.n += 1
      known.waitedMs += waitedMs
    }
  }

  /** It is done, or nobody needs it any more. */
  personLeaves(ticket: TicketCase, taskId: string): void {
    if (ticket.human.delete(taskId)) this.ledger.leave(ticket.index, DOING.people, this.#timeline.now)
    ticket.asked.delete(taskId)
  }

  /** The ticket leaves the flow. */
  finish(ticket: TicketCase, outcome: FlowOutcome): void {
    const { now } = this.#timeline
    finishCase(ticket, outcome, now)
    if (ticket.resolvedAt === now) this.ledger.mark(ticket.index, now)
    this.ledger.set(ticket.index, DOING.solved, true, now)
  }
}
