import { assertNever } from '../assert-never.ts'
import type { RoutingRules } from './scenario.ts'
import { priorityRank } from './sla-policy.ts'
import type { WorkItems } from './work-items.ts'
import { RESUMED } from './work-items.ts'

/** The rules of a team's line, by rank of the work (lower is more urgent). */
export type LineRules = {
  readonly discipline: RoutingRules['discipline']
  /** How much a millisecond of wait counts, for the weighted discipline. */
  readonly weights: readonly number[]
  readonly ageAfterMs: number
  /** For the aging discipline: the rank one level above each rank; itself where there is none above. */
  readonly above: readonly number[]
  /** Which ranks may interrupt, and which may be interrupted; null is never. */
  readonly preemption: { readonly by: ReadonlySet<number>; readonly of: ReadonlySet<number>; readonly level: (rank: number) => number } | null
}

/** The line as it is without any rules: by priority, then time, then ticket. */
export const PRIORITY_LINE: LineRules = { discipline: 'priority', weights: [], ageAfterMs: 1, above: [], preemption: null }

const NO_LEVEL = 4096
/** Puts interrupted work before everything of its class and keeps its order of time. */
const BEFORE_ALL = 4_503_599_627_370_496

/** Priority first, live channels before the others within it. */
export function workRank(priority: string | null, live: boolean): number {
  return priorityRank(priority) * 2 + (live ? 0 : 1)
}

const PRIORITIES: readonly (string | null)[] = ['P1', 'P2', 'P3', null, 'P4', 'P5']
const ABOVE: Readonly<Record<string, string>> = { P2: 'P1', P3: 'P2', P4: 'P3', P5: 'P4' }

/** The rules of a team's line as a scenario writes them; work without a priority waits with the weight of P3 and rises to it. */
export function lineRules(rules: RoutingRules): LineRules {
  const weights: number[] = []
  const above: number[] = []
  for (const priority of PRIORITIES) {
    for (const live of [true, false]) {
      const rank = workRank(priority, live)
      weights[rank] = rules.weights[priority ?? 'P3'] ?? 1
      above[rank] = workRank(priority === null ? 'P3' : (ABOVE[priority] ?? priority), live)
    }
  }
  const ranks = (priorities: readonly string[]): ReadonlySet<number> => new Set(priorities.flatMap((priority) => [workRank(priority, true), workRank(priority, false)]))
  const { preemption } = rules
  return {
    discipline: rules.discipline, weights: Array.from(weights, (weight = 1) => weight), ageAfterMs: Math.max(1, rules.ageAfterMs), above: Array.from(above, (up = 0) => up),
    preemption: preemption === null ? null : { by: ranks(preemption.by), of: ranks(preemption.of), level: (rank) => rank >> 1 },
  }
}

/**
 * Who of two waiting pieces of work is next. With pre-emption, work that may interrupt stands before everything else, or it would have to
 * interrupt what was only just begun; then what was begun before goes before what is new; then the discipline decides, then the time
 * of eligibility, then the ticket.
 */
export class QueueOrder {
  readonly rules: LineRules
  /** Whether the order of two pieces of work of different ranks can change while they wait. */
  readonly moves: boolean
  readonly #items: WorkItems

  constructor(items: WorkItems, rules: LineRules = PRIORITY_LINE) {
    this.#items = items
    this.rules = rules
    this.moves = rules.discipline === 'weighted' || rules.discipline === 'aging'
  }

  /** What comes before every discipline: lower goes first. */
  lane(item: number): number {
    const { preemption, discipline } = this.rules
    const resumed = this.#items.resumed[item] ?? 0
    const first = resumed === RESUMED.nextShift || (resumed === RESUMED.interrupted && (discipline === 'fifo' || discipline === 'sla'))
    if (preemption === null) return first ? 0 : 1
    const rank = this.#items.rank[item] ?? 0
    return (preemption.by.has(rank) ? rank : NO_LEVEL) * 2 + (first ? 0 : 1)
  }

  /** What the discipline puts first of work of one lane; within one rank where the order moves. */
  key(item: number): number {
    const { discipline } = this.rules
    return discipline === 'fifo' ? 0 : discipline === 'sla' ? (this.#items.deadline[item] ?? Infinity) : (this.#items.rank[item] ?? 0)
  }

  /** The time by which work of one key is ordered. */
  tie(item: number): number {
    const eligible = this.#items.eligibleAt[item] ?? 0
    return this.#items.resumed[item] === RESUMED.interrupted ? eligible - BEFORE_ALL : eligible
  }

  /** Whether `a` goes before `b` at this instant. */
  goesBefore(a: number, b: number, now: number): boolean {
    const laneA = this.lane(a)
    const laneB = this.lane(b)
    if (laneA !== laneB) return laneA < laneB
    const keyA = this.#keyAt(a, now)
    const keyB = this.#keyAt(b, now)
    if (keyA !== keyB) return keyA < keyB
    if (this.rules.discipline === 'weighted') {
      const rankA = this.#items.rank[a] ?? 0
      const rankB = this.#items.rank[b] ?? 0
      if (rankA !== rankB) return rankA < rankB
    }
    const tieA = this.tie(a)
    const tieB = this.tie(b)
    return tieA === tieB ? (this.#items.order[a] ?? 0) < (this.#items.order[b] ?? 0) : tieA < tieB
  }

  /** Whether waiting work may take the place of work in progress: only what is less urgent is ever interrupted. */
  mayInterrupt(item: number, other: number): boolean {
    const { preemption } = this.rules
    const rank = this.#items.rank[item] ?? 0
    const otherRank = this.#items.rank[other] ?? 0
    return preemption !== null && preemption.by.has(rank) && preemption.of.has(otherRank) && preemption.level(rank) < preemption.level(otherRank)
  }

  /** Whether `a` is interrupted rather than `b`: the less urgent, then what was begun last, then the later ticket. */
  isBetterVictim(a: number, b: number): boolean {
    const items = this.#items
    const ranks = (items.rank[a] ?? 0) - (items.rank[b] ?? 0)
    if (ranks !== 0) return ranks > 0
    const starts = (items.startedAt[a] ?? 0) - (items.startedAt[b] ?? 0)
    return starts === 0 ? (items.order[a] ?? 0) > (items.order[b] ?? 0) : starts > 0
  }

  /** The wait so far times the weight of the rank. */
  weightedWait(item: number, now: number): number {
    return (now - (this.#items.eligibleAt[item] ?? 0)) * (this.rules.weights[this.#items.rank[item] ?? 0] ?? 1)
  }

  #keyAt(item: number, now: number): number {
    const { discipline } = this.rules
    switch (discipline) {
      case 'fifo':
      case 'sla':
      case 'priority':
        return this.key(item)
      case 'weighted':
        return -this.weightedWait(item, now)
      case 'aging':
        return this.#aged(item, now)
      default:
        return assertNever(discipline)
    }
  }

  #aged(item: number, now: number): number {
    const { above, ageAfterMs } = this.rules
    let rank = this.#items.rank[item] ?? 0
    for (let steps = Math.floor((now - (this.#items.eligibleAt[item] ?? 0)) / ageAfterMs); steps > 0; steps--) {
      const next = above[rank] ?? rank
      if (next === rank) return rank
      rank = next
    }
    return rank
  }
}
