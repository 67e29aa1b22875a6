import type { TeamSnapshot } from '../engine/agent-contract.ts'
import type { KeyedRandom } from './keyed-random.ts'
import type { PlannedTeam, RunPlan } from './run-plan.ts'
import type { HandleTimes } from './scenario.ts'
import { priorityRank } from './sla-policy.ts'
import { staffSteps } from './staffing.ts'
import { TeamPool } from './team-pool.ts'
import type { Timeline } from './timeline.ts'
import type { Arrival } from './run-plan.ts'
import { quantileOf, wholeMs } from './variates.ts'
import { SHIFT_END, WORK, WorkItems } from './work-items.ts'

/** What people are asked for: to talk to the customer, to approve a draft, or to allow a tool call. */
export type HumanTask = 'conversation' | 'approval' | 'toolApproval'

/** One piece of work for people. */
export type HumanWork = { readonly ticket: number; readonly taskId: string; readonly task: HumanTask; readonly outcomes: readonly string[]; readonly team: string; readonly workMs: number; readonly live: boolean }

/** What a new piece of work needs. */
export type WorkOrder = {
  readonly ticket: number
  readonly arrival: Arrival
  readonly taskId: string
  readonly task: HumanTask
  readonly outcomes: readonly string[]
  readonly team: string
  readonly priority: string | null
  /** How many pieces of human work the ticket has had before. */
  readonly visit: number
  /** How much longer than usual it takes. */
  readonly factor: number
}

/** What one team did in a replication. */
export type TeamTotals = {
  readonly handled: number
  readonly waits: readonly number[]
  readonly busyMs: number
  readonly availableMs: number
  readonly paidMs: number
  readonly overtimeMs: number
  readonly queueArea: number
  readonly maxQueue: number
}

/** The teams of one replication: queues, shifts and what was done. */
export class People {
  readonly items = new WorkItems()
  readonly #timeline: Timeline
  readonly #random: KeyedRandom
  readonly #times: HandleTimes
  readonly #teams: readonly PlannedTeam[]
  readonly #pools: readonly TeamPool[]
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #work: HumanWork[] = []
  readonly #waits: number[][]
  readonly #handled: number[]
  /** Called when a person begins a piece of work for the first time. */
  onStart: ((work: HumanWork) => void) | undefined
  /** Called whenever a person begins to work on something, or stops. */
  onServing: ((work: HumanWork, serving: boolean) => void) | undefined

  constructor(plan: RunPlan, teams: readonly PlannedTeam[], times: HandleTimes, timeline: Timeline, random: KeyedRandom) {
    this.#timeline = timeline
    this.#random = random
    this.#times = times
    this.#teams = teams
    this.#indexOf = new Map(teams.map((team, index) => [team.id, index]))
    this.#waits = teams.map(() => [])
    this.#handled = teams.map(() => 0)
    this.#pools = teams.map((team, index) => {
      const pool = new TeamPool(timeline.heap, this.items, {
        index, seats: Math.max(1, team.capacity['chat'] ?? 1), slowdown: plan.scenario.chatSlowdown, handoverMs: plan.scenario.handoverMs, from: plan.from, to: plan.to,
        staff: staffSteps(team.shifts, team.shrinkage, plan.start, plan.end),
      })
      pool.onFirstStart = (ref, waited) => {
        const work = this.#work[ref]
        if (work === undefined) return
        this.#waits[index]?.push(waited)
        this.onStart?.(work)
      }
      pool.onServing = (ref, serving) => {
        const work = this.#work[ref]
        if (work !== undefined) this.onServing?.(work, serving)
      }
      return pool
    })
  }

  /** Whether somebody may be able to start work at this instant. */
  get due(): boolean {
    return this.#pools.some((pool) => pool.dirty)
  }

  /** Lets every team start what it can, in the order of the spec. */
  dispatch(now: number): void {
    for (const pool of this.#pools) if (pool.dirty) pool.dispatch(now)
  }

  /** A change of shift. */
  staffStep(team: number, step: number, now: number): void {
    this.#pools[team]?.staffStep(step, now)
  }

  /** Puts work before a team; -1 when there is no such team. */
  start(order: WorkOrder): number {
    const index = this.#indexOf.get(order.team)
    const pool = index === undefined ? undefined : this.#pools[index]
    if (index === undefined || pool === undefined) return -1
    const { arrival } = order
    const distribution = this.#times.teams[order.team] ?? this.#times.standard
    const share = order.task === 'conversation' ? 1 : this.#times.approvalFactor
    const workMs = wholeMs(quantileOf(distribution, this.#random.uniform(arrival.key, 'handle', order.visit)) * order.factor * share)
    const item = this.items.take()
    this.items.ref[item] = this.#work.length
    this.items.rank[item] = rankOf(order.priority, arrival.live)
    this.items.order[item] = arrival.order
    this.items.remaining[item] = workMs
    this.items.shared[item] = arrival.channel === 'chat' && order.task === 'conversation' && (this.#teams[index]?.capacity['chat'] ?? 1) > 1 ? 1 : 0
    this.items.shiftEnd[item] = SHIFT_END[this.#teams[index]?.onShiftEnd[arrival.channel] ?? (arrival.live ? 'finish' : 'pause')]
    this.#work.push({ ticket: order.ticket, taskId: order.taskId, task: order.task, outcomes: order.outcomes, team: order.team, workMs, live: arrival.live })
    pool.enqueue(item, this.#timeline.now)
    return item
  }

  /** The work that is done, if the event is still meant; it leaves its team. */
  finish(item: number, generation: number): HumanWork | undefined {
    if (this.items.generation[item] !== generation || this.items.state[item] !== WORK.serving) return undefined
    const work = this.#work[this.items.ref[item] ?? -1]
    const team = this.items.pool[item] ?? 0
    this.#handled[team] = (this.#handled[team] ?? 0) + 1
    this.#pools[team]?.leave(item, this.#timeline.now)
    return work
  }

  /** Takes work back that nobody needs any more. */
  cancel(item: number): void {
    if (item >= 0 && this.items.state[item] !== WORK.free) this.#pools[this.items.pool[item] ?? 0]?.leave(item, this.#timeline.now)
  }

  /** Moves waiting work of a ticket to another priority. */
  rerank(item: number, priority: string | null, live: boolean): void {
    if (item >= 0) this.#pools[this.items.pool[item] ?? 0]?.rerank(item, rankOf(priority, live))
  }

  /** The teams as routing sees them, for a ticket of a channel. */
  snapshots(channel: string): readonly TeamSnapshot[] {
    return this.#teams.map((team, index) => {
      const pool = this.#pools[index]
      const people = pool?.people ?? 0
      const seats = people * (team.capacity[channel] ?? 1)
      const held = (pool?.serving ?? 0) + (pool?.queued ?? 0)
      return { id: team.id, onShift: people > 0, people, seats, freeSeats: Math.max(0, seats - held), utilisation: people === 0 ? 1 : Math.min(1, (pool?.inUse ?? 0) / people), queued: pool?.queued ?? 0 }
    })
  }

  /** What each team did, in the order of the teams. */
  totals(now: number): readonly TeamTotals[] {
    return this.#pools.map((pool, index) => {
      pool.advance(now)
      return {
        handled: this.#handled[index] ?? 0, waits: this.#waits[index] ?? [], busyMs: pool.busyMs, availableMs: pool.availableMs, paidMs: pool.paidMs,
        overtimeMs: pool.overtimeMs, queueArea: pool.queueArea, maxQueue: pool.maxQueued,
      }
    })
  }
}

/** Priority first, live channels before the others within it. */
function rankOf(priority: string | null, live: boolean): number {
  return priorityRank(priority) * 2 + (live ? 0 : 1)
}
