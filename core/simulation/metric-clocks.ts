import type { OpenTime } from '../calendars/calendar.ts'
import { bizAdd, bizBetween } from '../calendars/calendar.ts'
import type { ClockFact } from '../metrics/ticket-facts.ts'
import type { ClockRule, DeskStatus } from './clock-rules.ts'
import { clockRules } from './clock-rules.ts'
import type { ExtraClock } from './scenario.ts'
import { clockResult } from './sla-clocks.ts'
import { STANDARD_PRIORITY } from './sla-policy.ts'

/** A target of a scenario, ready to be measured; without a calendar every hour counts. */
export type PlannedClock = { readonly metric: ExtraClock['metric']; readonly targets: Readonly<Record<string, number>>; readonly calendar: OpenTime | null }

type Running = {
  readonly metric: ExtraClock['metric']
  readonly rule: ClockRule
  readonly planned: readonly PlannedClock[]
  /** A target is being measured, even while it pauses. */
  active: boolean
  since: number | null
  /** What has passed: as spans where one calendar counts for all of it, else as a sum. */
  readonly spans: number[]
  spent: number
  /** How far it was over its target when the target was last replaced. */
  over: number
}

/**
 * The clocks of one ticket that its scenario adds. Nothing in the run depends on them, so they are read off at every change instead
 * of by events: the sum that has passed only grows, so a target that was missed in between is seen then.
 */
export class MetricClocks {
  readonly #clocks: readonly Running[]
  readonly #facts: ClockFact[] = []
  #priority = STANDARD_PRIORITY
  #status: DeskStatus = 'new'
  #replied = false

  constructor(planned: readonly PlannedClock[], createdAt: number) {
    this.#clocks = [...new Set(planned.map((one) => one.metric))].map((metric) => {
      const rule = clockRules[metric]
      const active = rule.starts === 'creation'
      return { metric, rule, planned: planned.filter((one) => one.metric === metric), active, since: active ? createdAt : null, spans: [], spent: 0, over: 0 }
    })
  }

  /** The ticket has another status from now on. */
  status(status: DeskStatus, now: number): void {
    this.#status = status
    for (const clock of this.#clocks) this.#runOrPause(clock, now)
  }

  /** A public reply goes out. */
  reply(by: 'agent' | 'person', now: number): void {
    this.#replied = true
    for (const clock of this.#clocks) {
      const { stops, starts } = clock.rule
      if (stops === 'anyReply' || (stops === 'personReply' && by === 'person')) this.#complete(clock, now)
      if (starts === 'personReply' && by === 'person') this.#begin(clock, now)
    }
  }

  /** The customer writes again and wants an answer; the first message is what the first replies are measured from. */
  asked(now: number): void {
    if (!this.#replied) return
    for (const clock of this.#clocks) if (clock.rule.starts === 'customerMessage' && !clock.active) this.#begin(clock, now)
  }

  /** The targets of another priority count from now on; what has passed is kept, and so is a target that was missed. */
  reprioritise(priority: string, now: number): void {
    if (priority === this.#priority) return
    for (const clock of this.#clocks) {
      const target = this.#targetOf(clock)
      if (clock.active && target !== null) clock.over = Math.max(clock.over, elapsed(clock, target, now) - target.ms)
      if (!clock.rule.oneCalendar && clock.since !== null) {
        clock.spent = target === null ? clock.spent : elapsed(clock, target, now)
        clock.since = now
      }
    }
    this.#priority = priority
  }

  /** The earliest instant at which a running target is missed; null where none runs. */
  get nextDue(): number | null {
    let next: number | null = null
    for (const clock of this.#clocks) {
      const target = this.#targetOf(clock)
      if (!clock.active || clock.since === null || target === null) continue
      const left = Math.max(0, target.ms - elapsed(clock, target, clock.since))
      const dueAt = target.calendar === null ? clock.since + left : bizAdd(target.calendar, clock.since, left)
      next = next === null ? dueAt : Math.min(next, dueAt)
    }
    return next
  }

  /** Every target so far, by `now`: completed ones, and those that still run. */
  facts(now: number): readonly ClockFact[] {
    const solved = this.#status === 'solved' || this.#status === 'closed'
    return [...this.#facts, ...this.#clocks.flatMap((clock): readonly ClockFact[] => {
      const target = this.#targetOf(clock)
      if (!clock.active) return []
      const over = Math.max(clock.over, target === null ? 0 : elapsed(clock, target, now) - target.ms)
      if (target === null && over <= 0) return []
      // A reply that is not needed any more was not late, unless it was before the ticket was solved.
      if (solved && clock.rule.stops !== 'solved') return over > 0 ? [factOf(clock, over, true)] : []
      return [factOf(clock, over, solved)]
    })]
  }

  #begin(clock: Running, now: number): void {
    clock.active = true
    clock.since = null
    clock.spans.length = 0
    clock.spent = 0
    clock.over = 0
    this.#runOrPause(clock, now)
  }

  #complete(clock: Running, now: number): void {
    if (!clock.active) return
    const target = this.#targetOf(clock)
    const over = target === null ? clock.over : Math.max(clock.over, elapsed(clock, target, now) - target.ms)
    if (target !== null || over > 0) this.#facts.push(factOf(clock, over, true))
    clock.active = false
    clock.since = null
  }

  #runOrPause(clock: Running, now: number): void {
    if (!clock.active) return
    const runs = clock.rule.runsIn.has(this.#status)
    if (runs && clock.since === null) clock.since = now
    if (runs || clock.since === null) return
    if (clock.rule.oneCalendar) clock.spans.push(clock.since, now)
    else {
      const target = this.#targetOf(clock)
      if (target !== null) clock.spent = elapsed(clock, target, now)
    }
    clock.since = null
  }

  #targetOf(clock: Running): { readonly ms: number; readonly calendar: OpenTime | null } | null {
    for (const { targets, calendar } of clock.planned) {
      const ms = targets[this.#priority]
      if (ms !== undefined) return { ms, calendar }
    }
    return null
  }
}

function elapsed(clock: Running, { calendar }: { readonly calendar: OpenTime | null }, now: number): number {
  const between = (from: number, to: number): number => (calendar === null ? Math.max(0, to - from) : bizBetween(calendar, from, to))
  let sum = clock.spent
  for (let index = 0; index + 1 < clock.spans.length; index += 2) sum += between(clock.spans[index] ?? 0, clock.spans[index + 1] ?? 0)
  return clock.since === null ? sum : sum + between(clock.since, now)
}

function factOf({ metric }: Running, over: number, completed: boolean): ClockFact {
  return { metric, ...clockResult(over, completed) }
}
