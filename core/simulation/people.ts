import type { TeamSnapshot } from '../engine/agent-contract.ts'
import type { KeyedRandom } from './keyed-random.ts'
import { handleTimeOf } from './handle-time.ts'
import { isPooled } from './is-pooled.ts'
import type { PlannedPerson, PlannedTeam, RunPlan } from './run-plan.ts'
import type { HandleTimes } from './scenario.ts'
import { PersonPool } from './person-pool.ts'
import { lineRules, workRank } from './queue-order.ts'
import { staffSteps } from './staffing.ts'
import { TeamPool } from './team-pool.ts'
import type { Timeline } from './timeline.ts'
import type { Arrival } from './run-plan.ts'
import { meanOf, quantileOf, wholeMs } from './variates.ts'
import { SHIFT_END, WORK, WorkItems } from './work-items.ts'

/** What people are asked for: to talk to the customer, to approve a draft, or to allow a tool call. */
export type HumanTask = 'conversation' | 'approval' | 'toolApproval'

/** One piece of work for people. */
export type HumanWork = { readonly ticket: number; readonly taskId: string; readonly task: HumanTask; readonly outcomes: readonly string[]; readonly team: string; readonly visit: number; readonly workMs: number; readonly live: boolean; readonly counted: boolean }

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
  readonly issueType?: string | null
  /** Whose handle times count, where that is not the team itself. */
  readonly handledAs?: string | null
  /** Skills that whoever works on it must have. */
  readonly skills?: readonly string[]
  /** When the next target of the ticket is missed; null where none runs. */
  readonly deadline?: number | null
}

/** What one team did in a replication. */
export type TeamTotals = {
  /** Pieces of work that were done; those of tickets that the figures are about; and those that were done in the measured time, which the times below cover too. */
  readonly handled: number
  readonly counted: number
  readonly inWindow: number
  /** Waits of tickets that the figures are about. */
  readonly waits: readonly number[]
  readonly busyMs: number
  readonly availableMs: number
  readonly paidMs: number
  readonly overtimeMs: number
  readonly queueArea: number
  readonly maxQueue: number
  /** Pieces of work that came, that were taken back, and that are still there at the end; the rest is handled. */
  readonly created: number
  readonly cancelled: number
  readonly left: number
  /** What it could not do as it was asked, in words. */
  readonly warnings: readonly string[]
}

/** The teams of one replication: queues, shifts and what was done. */
export class People {
  readonly items = new WorkItems()
  readonly #timeline: Timeline
  readonly #random: KeyedRandom
  readonly #times: HandleTimes
  readonly #teams: readonly PlannedTeam[]
  readonly #pools: readonly (TeamPool | PersonPool)[]
  readonly #longestShifts: readonly number[]
  readonly #warnings: readonly Set<string>[]
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #work: HumanWork[] = []
  readonly #waits: number[][]
  readonly #handled: number[]
  readonly #counted: number[]
  readonly #inWindow: number[]
  readonly #from: number
  readonly #to: number
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
    this.#counted = teams.map(() => 0)
    this.#inWindow = teams.map(() => 0)
    this.#from = plan.from
    this.#to = plan.to
    this.#warnings = teams.map(() => new Set())
    this.#longestShifts = teams.map(longestShift)
    this.#pools = teams.map((team, index) => {
      const pool = this.#poolOf(plan, team, index)
      pool.onFirstStart = (ref, waited) => {
        const work = this.#work[ref]
        if (work === undefined) return
        if (work.counted) this.#waits[index]?.push(waited)
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

  /** People who work on something now, in all teams. */
  get inUse(): number {
    let sum = 0
    for (const pool of this.#pools) sum += pool.inUse
    return sum
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
    const distribution = handleTimeOf(this.#times, order.handledAs ?? order.team, order.issueType ?? null)
    const share = order.task === 'conversation' ? 1 : this.#times.approvalFactor
    const workMs = wholeMs(quantileOf(distribution, this.#random.uniform(arrival.key, 'handle', order.visit)) * order.factor * share)
    const item = this.items.take()
    this.items.ref[item] = this.#work.length
    this.items.rank[item] = workRank(order.priority, arrival.live)
    this.items.order[item] = arrival.order
    this.items.remaining[item] = workMs
    this.items.shared[item] = arrival.channel === 'chat' && order.task === 'conversation' && (this.#teams[index]?.capacity['chat'] ?? 1) > 1 ? 1 : 0
    this.items.expected[item] = meanOf(distribution) * order.factor * share
    this.items.shiftEnd[item] = this.#shiftEndOf(index, arrival.channel, arrival.live, this.items.expected[item])
    this.items.deadline[item] = order.deadline ?? Infinity
    this.#work.push({ ticket: order.ticket, taskId: order.taskId, task: order.task, outcomes: order.outcomes, team: order.team, visit: order.visit, workMs, live: arrival.live, counted: arrival.counted })
    pool.enqueue(item, this.#timeline.now, order.ticket, order.skills ?? [])
    return item
  }

  /** The work that is done, if the event is still meant; it leaves its team. */
  finish(item: number, generation: number): HumanWork | undefined {
    if (this.items.generation[item] !== generation || this.items.state[item] !== WORK.serving) return undefined
    const work = this.#work[this.items.ref[item] ?? -1]
    const team = this.items.pool[item] ?? 0
    this.#handled[team] = (this.#handled[team] ?? 0) + 1
    if (work?.counted === true) this.#counted[team] = (this.#counted[team] ?? 0) + 1
    const { now } = this.#timeline
    if (now > this.#from && now <= this.#to) this.#inWindow[team] = (this.#inWindow[team] ?? 0) + 1
    this.#pools[team]?.leave(item, this.#timeline.now)
    return work
  }

  /** Takes work back that nobody needs any more, and says how much of it was done: that is paid all the same. */
  cancel(item: number): number {
    if (item < 0 || this.items.state[item] === WORK.free) return 0
    const pool = this.#pools[this.items.pool[item] ?? 0]
    if (pool === undefined) return 0
    const done = this.#doneOf(item)
    pool.cancelled += 1
    pool.leave(item, this.#timeline.now)
    return done
  }

  /** Whether somebody has begun it and it is not done: it is worked on, or interrupted, or goes on in the next shift. */
  isBegun(item: number): boolean {
    return item >= 0 && this.items.state[item] !== WORK.free && (this.items.firstStartAt[item] ?? -1) >= 0
  }

  /** Moves waiting work of a ticket to another priority. */
  rerank(item: number, priority: string | null, live: boolean): void {
    if (item >= 0) this.#pools[this.items.pool[item] ?? 0]?.rerank(item, workRank(priority, live))
  }

  /** Tells of the next instant at which a promise about waiting work is broken; null where none is running. */
  setDeadline(item: number, deadline: number | null): void {
    if (item < 0 || this.items.state[item] === WORK.free || this.items.deadline[item] === (deadline ?? Infinity)) return
    this.items.deadline[item] = deadline ?? Infinity
    this.#pools[this.items.pool[item] ?? 0]?.reorder(item)
  }

  /** A ticket has ended: it is nobody's any more. */
  release(ticket: number): void {
    for (const pool of this.#pools) if (pool instanceof PersonPool) pool.release(ticket)
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
        handled: this.#handled[index] ?? 0, counted: this.#counted[index] ?? 0, inWindow: this.#inWindow[index] ?? 0, waits: this.#waits[index] ?? [], busyMs: pool.busyMs, availableMs: pool.availableMs, paidMs: pool.paidMs,
        overtimeMs: pool.overtimeMs, queueArea: pool.queueArea, maxQueue: pool.maxQueued,
        created: pool.created, cancelled: pool.cancelled, left: pool.queued + pool.serving, warnings: [...(this.#warnings[index] ?? [])],
      }
    })
  }

  // Of work that was handed over the time of the handover is not work done.
  #doneOf(item: number): number {
    const { items } = this
    const since = items.state[item] === WORK.serving ? (this.#timeline.now - (items.startedAt[item] ?? 0)) / (items.slowness[item] ?? 1) : 0
    return Math.round(Math.max(0, (this.#work[items.ref[item] ?? -1]?.workMs ?? 0) - (items.remaining[item] ?? 0) + since))
  }

  #poolOf(plan: RunPlan, team: PlannedTeam, index: number): TeamPool | PersonPool {
    const common = {
      index, seats: Math.max(1, team.capacity['chat'] ?? 1), slowdown: plan.scenario.chatSlowdown, handoverMs: plan.scenario.handoverMs, from: plan.from, to: plan.to,
      staff: staffSteps(team.shifts, team.shrinkage, plan.start, plan.end), line: lineRules(team.routing),
    }
    if (isPooled(team)) return new TeamPool(this.#timeline.heap, this.items, common)
    const pool = new PersonPool(this.#timeline.heap, this.items, { ...common, people: team.named ?? namelessPeople(team), routing: team.routing })
    pool.onUnskilled = (skills) => { this.#warnings[index]?.add(`Nobody in team ${team.id} has ${skills.join(' and ')}${skills.length > 1 ? ' together' : ''}: anyone there takes the work that asks for it. Give the skill to a person of the team, or send the work to another one.`) }
    return pool
  }

  #shiftEndOf(index: number, channel: string, live: boolean, expectedMs: number): number {
    const team = this.#teams[index]
    const rule = team?.onShiftEnd[channel] ?? (live ? 'finish' : 'pause')
    if (rule !== 'block' || expectedMs <= (this.#longestShifts[index] ?? 0)) return SHIFT_END[rule]
    this.#warnings[index]?.add(`Work for team ${team?.id ?? ''} is expected to last longer than its longest shift: it is begun all the same and pauses at the end of the shift.`)
    return SHIFT_END.pause
  }
}

/** The people of a team that has only numbers, each with all skills of the team. */
function namelessPeople(team: PlannedTeam): readonly PlannedPerson[] {
  const skills = Object.fromEntries(Object.keys(team.skills).map((skill) => [skill, 1]))
  const width = String(team.headcount).length
  let count = 0
  return team.shifts.flatMap(({ open, headcount }) => Array.from({ length: headcount }, (): PlannedPerson => ({ id: `${team.id}-${String(++count).padStart(width, '0')}`, skills, open })))
}

function longestShift({ shifts }: PlannedTeam): number {
  let longest = 0
  for (const { open } of shifts) open.opens.forEach((from, index) => { longest = Math.max(longest, (open.closes[index] ?? from) - from) })
  return longest
}
