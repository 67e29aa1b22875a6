import type { SlaResult } from '../metrics/ticket-facts.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import { bizAdd, bizBetween } from '../calendars/calendar.ts'
import { RANK } from './event-heap.ts'
import type { SlaPolicy } from './sla-policy.ts'
import { STANDARD_PRIORITY } from './sla-policy.ts'
import type { Timeline } from './timeline.ts'

type Clock = 'firstResponse' | 'resolution'

/** When a clock runs out, and whether it has already. */
export type ClockNews = { readonly clock: Clock; readonly dueAt: number; readonly breached?: boolean }

const CLOCKS: readonly Clock[] = ['firstResponse', 'resolution']

/** How a clock came out, and the open time over its target. */
export type ClockResult = { readonly result: NonNullable<SlaResult>; readonly overMs: number }

/** Equality is on time; a target that is past but not completed is kept apart from those that are. */
export function clockResult(over: number, completed: boolean): ClockResult {
  const late = over > 0
  return { result: completed ? (late ? 'breached' : 'achieved') : late ? 'activeBreached' : 'active', overMs: Math.max(0, over) }
}

/** The two clocks of one ticket: the first response never pauses, the resolution pauses while we wait for the customer. */
export class SlaClocks {
  readonly #timeline: Timeline
  readonly #ticket: number
  readonly #policy: SlaPolicy
  readonly #createdAt: number
  readonly #plans: Record<Clock, [warning: number, breach: number]> = { firstResponse: [-1, -1], resolution: [-1, -1] }
  readonly #told: Record<Clock, { warning: boolean; breach: boolean }> = { firstResponse: { warning: false, breach: false }, resolution: { warning: false, breach: false } }
  readonly #dueAt: Record<Clock, number | null> = { firstResponse: null, resolution: null }
  readonly #news = new Set<Clock>()
  #priority = STANDARD_PRIORITY
  #answeredAt: number | null = null
  /** How far each was over its target when that was last replaced, and the first response when it went out: what is missed stays so. */
  readonly #missedBy: Record<Clock, number> = { firstResponse: 0, resolution: 0 }
  #spent = 0
  #runsSince: number | null

  constructor(timeline: Timeline, ticket: number, policy: SlaPolicy, createdAt: number) {
    this.#timeline = timeline
    this.#ticket = ticket
    this.#policy = policy
    this.#createdAt = createdAt
    this.#runsSince = createdAt
    this.#plan('firstResponse')
    this.#plan('resolution')
  }

  /** The hours in which it counts. */
  get calendar(): OpenTime {
    return this.#policy.calendar
  }

  /** The targets of another priority count from now on; what has passed is kept, and so is a target that was missed or met. */
  reprioritise(priority: string): void {
    if (priority === this.#priority || this.#policy.firstResponse[priority] === undefined) return
    const { now } = this.#timeline
    if (this.#answeredAt === null) this.#missedBy.firstResponse = this.#over('firstResponse', now)
    this.#missedBy.resolution = this.#over('resolution', now)
    this.#priority = priority
    if (this.#answeredAt === null) this.#plan('firstResponse')
    if (this.#runsSince !== null) this.#plan('resolution')
  }

  /** The first public reply has gone out. */
  answered(now: number): void {
    if (this.#answeredAt !== null) return
    this.#missedBy.firstResponse = this.#over('firstResponse', now)
    this.#answeredAt = now
    this.#cancel('firstResponse')
  }

  /** The resolution clock stops: we wait for the customer, or the ticket has ended. */
  pause(now: number): void {
    if (this.#runsSince === null) return
    this.#spent += bizBetween(this.#policy.calendar, this.#runsSince, now)
    this.#runsSince = null
    this.#cancel('resolution')
  }

  /** The resolution clock goes on. */
  resume(now: number): void {
    if (this.#runsSince !== null) return
    this.#runsSince = now
    this.#plan('resolution')
  }

  /** A warning or breach has been told to the flow. */
  told(clock: Clock, event: 'sla.warning' | 'sla.breach'): void {
    this.#told[clock][event === 'sla.warning' ? 'warning' : 'breach'] = true
  }

  /** The earliest instant at which a running target is missed; null where none runs. */
  get nextDue(): number | null {
    const first = this.#answeredAt === null ? this.#dueAt.firstResponse : null
    const resolution = this.#runsSince === null ? null : this.#dueAt.resolution
    return first === null || resolution === null ? (first ?? resolution) : Math.min(first, resolution)
  }

  /** Whether a clock has been set or moved that the flow has not been told of. */
  get hasNews(): boolean {
    return this.#news.size > 0
  }

  /** What has been set or moved since the last time. */
  takeNews(): readonly ClockNews[] {
    const news = CLOCKS.flatMap((clock): readonly ClockNews[] => {
      const dueAt = this.#dueAt[clock]
      if (!this.#news.has(clock) || dueAt === null) return []
      return [this.#told[clock].breach ? { clock, dueAt, breached: true } : { clock, dueAt }]
    })
    this.#news.clear()
    return news
  }

  /** The ticket enters the flow again, which knows nothing of its clocks. */
  announce(): void {
    for (const clock of CLOCKS) this.#news.add(clock)
  }

  /** How the first response came out by `now`, and by how much it is over its target. */
  firstResponseResult(now: number): ClockResult {
    return clockResult(this.#answeredAt === null ? this.#over('firstResponse', now) : this.#missedBy.firstResponse, this.#answeredAt !== null)
  }

  /** How the resolution came out by `now`, and by how much it is over its target. */
  resolutionResult(now: number, solved: boolean): ClockResult {
    return clockResult(this.#over('resolution', now), solved)
  }

  #over(clock: Clock, now: number): number {
    const { calendar } = this.#policy
    const taken = clock === 'firstResponse' ? bizBetween(calendar, this.#createdAt, now) : this.#spent + (this.#runsSince === null ? 0 : bizBetween(calendar, this.#runsSince, now))
    return Math.max(this.#missedBy[clock], taken - (this.#policy[clock][this.#priority] ?? 0))
  }

  #plan(clock: Clock): void {
    this.#cancel(clock)
    const { calendar, warnAt } = this.#policy
    const target = this.#policy[clock][this.#priority]
    if (target === undefined) return
    const spent = clock === 'firstResponse' ? 0 : this.#spent
    const since = clock === 'firstResponse' ? this.#createdAt : (this.#runsSince ?? this.#timeline.now)
    const dueAt = bizAdd(calendar, since, Math.max(0, target - spent))
    if (this.#dueAt[clock] !== dueAt) {
      this.#dueAt[clock] = dueAt
      this.#news.add(clock)
    }
    const warnAtTime = bizAdd(calendar, since, Math.max(0, Math.round(target * warnAt) - spent))
    if (!this.#told[clock].warning) this.#plans[clock][0] = this.#timeline.plan(this.#ticket, warnAtTime, RANK.timer, { kind: 'sla', event: 'sla.warning', clock, dueAt })
    // An open millisecond later: a reply at the deadline is on time, and one while the calendar is closed adds nothing.
    const breachAt = target < spent ? since : bizAdd(calendar, since, target - spent + 1)
    if (!this.#told[clock].breach) this.#plans[clock][1] = this.#timeline.plan(this.#ticket, breachAt, RANK.timer, { kind: 'sla', event: 'sla.breach', clock, dueAt })
  }

  #cancel(clock: Clock): void {
    this.#timeline.cancel(this.#ticket, this.#plans[clock][0])
    this.#timeline.cancel(this.#ticket, this.#plans[clock][1])
    this.#plans[clock] = [-1, -1]
  }
}
