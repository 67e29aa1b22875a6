import type { OpenTime } from '../calendars/calendar.ts'
import type { EventHeap } from './event-heap.ts'
import { RANK } from './event-heap.ts'
import { EVENT } from './event-kind.ts'
import { PersonRoster } from './person-roster.ts'
import type { LineRules } from './queue-order.ts'
import { QueueOrder } from './queue-order.ts'
import type { RoutingRules } from './scenario.ts'
import { SkillSets } from './skill-sets.ts'
import type { StaffStep } from './staffing.ts'
import { TeamBase } from './team-base.ts'
import { wholeMs } from './variates.ts'
import { WaitingLine } from './waiting-line.ts'
import type { WorkItems } from './work-items.ts'
import { RESUMED, SHIFT_END, WORK } from './work-items.ts'

/** One person of a team whose people are told apart. */
export type TeamPerson = { readonly id: string; readonly skills: Readonly<Record<string, number>>; readonly open: OpenTime }

/** What a team whose people are told apart needs to know. */
export type PersonPoolOptions = {
  readonly index: number
  readonly people: readonly TeamPerson[]
  /** How many are paid and how many of them work, over time. */
  readonly staff: readonly StaffStep[]
  readonly seats: number
  readonly slowdown: number
  readonly handoverMs: number
  readonly from: number
  readonly to: number
  readonly line: LineRules
  readonly routing: Pick<RoutingRules, 'agentSelection' | 'queueSelection' | 'relaxSkillsAfterMs' | 'reserve' | 'affinityWaitMs' | 'assignedCap'>
}

/** Work that asks for the same: whoever may take one of it may take any of it. */
type Group = { readonly line: WaitingLine; readonly skills: number; readonly shared: boolean; readonly boundTo: number; readonly holder: number }

/** One team whose people have names, skills and hours of their own. Work waits in groups by what it asks for; the heads of the groups compete. */
export class PersonPool extends TeamBase {
  readonly #heap: EventHeap
  readonly #items: WorkItems
  readonly #options: PersonPoolOptions
  readonly #order: QueueOrder
  readonly #sets: SkillSets
  readonly #roster: PersonRoster
  readonly #groups = new Map<string, Group>()
  readonly #groupOf = new Map<number, Group>()
  readonly #serving: number[] = []
  readonly #aside: number[] = []
  /** By ticket: the person who worked on it last, and the person whom it is assigned to until it ends. */
  readonly #former = new Map<number, number>()
  readonly #assigned = new Map<number, number>()
  readonly #ticketOf = new Map<number, number>()
  /** Called with the names of skills that nobody in the team has together. */
  onUnskilled: ((skills: readonly string[]) => void) | undefined

  constructor(heap: EventHeap, items: WorkItems, options: PersonPoolOptions) {
    super(options.from, options.to)
    this.#heap = heap
    this.#items = items
    this.#options = options
    this.#order = new QueueOrder(items, options.line)
    this.#sets = new SkillSets()
    this.#roster = new PersonRoster(options.people, options.staff, options.seats, options.routing, this.#sets)
    const first = this.#roster.firstChange
    if (first !== null) heap.push(first, RANK.calendar, EVENT.staff, options.index, 0)
  }

  /** Pieces of work in progress. */
  get serving(): number {
    return this.#serving.length
  }

  /** A change of who is there (b of the event at least 0), or waiting work whose wait has made it less choosy. */
  staffStep(step: number, now: number): void {
    if (step < 0) {
      this.#regroup(-step - 1, now)
      return
    }
    this.advance(now)
    const left = this.#roster.change(now)
    this.people = this.#roster.working
    this.headcount = this.#roster.paid
    for (const person of left) this.#endShift(person, now)
    this.#recount()
    const next = this.#roster.nextChange(now)
    if (next !== null) this.#heap.push(next, RANK.calendar, EVENT.staff, this.#options.index, step + 1)
    this.dirty = true
  }

  /** Puts work of a ticket into the queue; its columns are set by the caller, its time of eligibility is now. */
  enqueue(item: number, now: number, ticket: number, skills: readonly string[]): void {
    this.advance(now)
    this.created += 1
    const items = this.#items
    const { relaxSkillsAfterMs, affinityWaitMs } = this.#options.routing
    items.pool[item] = this.#options.index
    items.eligibleAt[item] = now
    items.owner[item] = this.#former.get(ticket) ?? -1
    this.#ticketOf.set(item, ticket)
    const asked = this.#sets.idOf(skills)
    items.asked[item] = asked
    const able = this.#roster.anyoneHas(asked)
    items.skills[item] = able ? asked : 0
    if (!able) this.onUnskilled?.(skills)
    if (able && asked !== 0 && relaxSkillsAfterMs !== null) this.#wake(item, now + Math.max(1, relaxSkillsAfterMs))
    if ((items.owner[item] ?? -1) >= 0 && affinityWaitMs > 0) this.#wake(item, now + affinityWaitMs)
    this.#push(item, now)
  }

  /** Moves waiting work to another rank; the time of eligibility is kept. */
  rerank(item: number, rank: number): void {
    if (this.#items.rank[item] === rank) return
    this.#items.rank[item] = rank
    this.reorder(item)
  }

  /** Puts waiting work where its columns now want it. */
  reorder(item: number): void {
    if (this.#items.state[item] !== WORK.queued) return
    this.#groupOf.get(item)?.line.push(item)
    this.dirty = true
  }

  /** Ends an item: done, abandoned or cancelled. The ticket stays with its person until it is released. */
  leave(item: number, now: number): void {
    this.advance(now)
    if (this.#items.state[item] === WORK.serving) {
      this.executedMs += now - (this.#items.startedAt[item] ?? 0)
      this.#stopServing(item, now)
    } else {
      this.queued -= 1
    }
    this.dirty = true
    this.#groupOf.delete(item)
    this.#ticketOf.delete(item)
    this.#items.release(item)
  }

  /** The ticket has ended: nobody has it any more. */
  release(ticket: number): void {
    const person = this.#assigned.get(ticket)
    if (person === undefined) return
    this.#assigned.delete(ticket)
    this.#roster.assign(person, -1)
    this.dirty = true
  }

  /** Starts as much waiting work as people allow. */
  dispatch(now: number): void {
    this.dirty = false
    this.advance(now)
    while (this.queued > this.#aside.length && this.#startBest(now)) { /* until nobody fits */ }
    if (this.#order.rules.preemption !== null) while (this.#interrupt(now)) { /* until nobody else may be interrupted */ }
    while (this.#aside.length > 0) {
      const item = this.#aside.pop() ?? -1
      this.#groupOf.get(item)?.line.push(item)
    }
  }

  #startBest(now: number): boolean {
    const { queueSelection } = this.#options.routing
    let best = -1
    let bestPerson = -1
    let bestOwn = false
    let bestLine: WaitingLine | undefined
    for (const group of this.#groups.values()) {
      let item = group.line.peek(now)
      let person = -1
      while (item >= 0) {
        person = this.#choose(group, item, now)
        // Within a group only the length of the work and the end of a shift tell one from another.
        if (person >= 0 || this.#items.shiftEnd[item] !== SHIFT_END.block) break
        group.line.dropFirst(item)
        this.#aside.push(item)
        item = group.line.peek(now)
      }
      if (item < 0 || person < 0) continue
      const own = queueSelection === 'ownSkillFirst' && this.#roster.isOwn(person, group.skills)
      if (best >= 0 && (own !== bestOwn ? bestOwn : !this.#goesBefore(item, best, now))) continue
      best = item
      bestPerson = person
      bestOwn = own
      bestLine = group.line
    }
    if (bestLine === undefined) return false
    bestLine.dropFirst(best)
    this.#start(best, bestPerson, now)
    return true
  }

  #goesBefore(a: number, b: number, now: number): boolean {
    if (this.#options.routing.queueSelection === 'weightedWait' && this.#order.lane(a) === this.#order.lane(b)) {
      const more = this.#order.weightedWait(a, now) - this.#order.weightedWait(b, now)
      if (more !== 0) return more > 0
    }
    return this.#order.goesBefore(a, b, now)
  }

  #choose(group: Group, item: number, now: number): number {
    const blocks = this.#items.shiftEnd[item] === SHIFT_END.block
    return this.#roster.choose(group, now, blocks ? (this.#items.expected[item] ?? 0) : 0, this.#items.asked[item] ?? 0)
  }

  #interrupt(now: number): boolean {
    const { preemption } = this.#order.rules
    const items = this.#items
    let first = -1
    let victim = -1
    let line: WaitingLine | undefined
    for (const group of this.#groups.values()) {
      const item = group.line.peek(now)
      if (item < 0 || preemption?.by.has(items.rank[item] ?? 0) !== true || (first >= 0 && !this.#order.goesBefore(item, first, now))) continue
      let worst = -1
      for (const other of this.#serving) {
        if (!group.shared && items.shared[other] === 1) continue
        if (!this.#order.mayInterrupt(item, other) || !this.#roster.couldTake(items.person[other] ?? -1, group)) continue
        if (worst < 0 || this.#order.isBetterVictim(other, worst)) worst = other
      }
      if (worst < 0) continue
      first = item
      victim = worst
      line = group.line
    }
    if (line === undefined) return false
    const person = items.person[victim] ?? -1
    line.dropFirst(first)
    this.#putBack(victim, now, RESUMED.interrupted)
    this.#start(first, person, now)
    return true
  }

  #wake(item: number, at: number): void {
    this.#heap.push(at, RANK.timer, EVENT.staff, this.#options.index, -item - 1)
  }

  // Items are used again, so what the event meant may be gone; what is true now decides.
  #regroup(item: number, now: number): void {
    const items = this.#items
    if (items.state[item] !== WORK.queued || items.pool[item] !== this.#options.index || !this.#groupOf.has(item)) return
    this.#groupOf.set(item, this.#groupFor(item, now))
    this.reorder(item)
  }

  #groupFor(item: number, now: number): Group {
    const items = this.#items
    const { relaxSkillsAfterMs, affinityWaitMs, assignedCap } = this.#options.routing
    const waited = now - (items.eligibleAt[item] ?? 0)
    const resumed = items.resumed[item] !== RESUMED.no
    if (relaxSkillsAfterMs !== null && !resumed && waited >= Math.max(1, relaxSkillsAfterMs)) items.skills[item] = 0
    const former = items.owner[item] ?? -1
    const boundTo = affinityWaitMs > 0 && waited < affinityWaitMs ? former : -1
    const holder = assignedCap === null ? -1 : (this.#assigned.get(this.#ticketOf.get(item) ?? -1) ?? -1)
    const key = `${items.skills[item] ?? 0}/${items.shared[item] ?? 0}/${boundTo}/${holder}`
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = { line: new WaitingLine(items, this.#order), skills: items.skills[item] ?? 0, shared: items.shared[item] === 1, boundTo, holder }
      this.#groups.set(key, group)
    }
    return group
  }

  #push(item: number, now: number): void {
    const group = this.#groupFor(item, now)
    this.#groupOf.set(item, group)
    this.#items.state[item] = WORK.queued
    group.line.push(item)
    this.queued += 1
    this.dirty = true
  }

  #start(item: number, person: number, now: number): void {
    const items = this.#items
    const shared = items.shared[item] === 1
    const ticket = this.#ticketOf.get(item) ?? -1
    const before = this.#assigned.get(ticket)
    if (before !== person) {
      if (before !== undefined) this.#roster.assign(before, -1)
      this.#roster.assign(person, 1)
      this.#assigned.set(ticket, person)
    }
    this.#former.set(ticket, person)
    this.queued -= 1
    items.owner[item] = person
    items.person[item] = person
    items.state[item] = WORK.serving
    items.startedAt[item] = now
    const held = this.#roster.take(person, shared)
    const slowness = (1 + (shared ? this.#options.slowdown * (held - 1) : 0)) / this.#roster.proficiency(person, items.asked[item] ?? 0)
    items.slowness[item] = slowness
    items.place[item] = this.#serving.length
    this.#serving.push(item)
    this.#recount()
    const generation = (items.generation[item] ?? 0) + 1
    items.generation[item] = generation
    this.#heap.push(now + wholeMs((items.remaining[item] ?? 0) * slowness), RANK.completion, EVENT.workDone, item, generation)
    this.onServing?.(items.ref[item] ?? 0, true)
    if ((items.firstStartAt[item] ?? -1) < 0) {
      items.firstStartAt[item] = now
      this.onFirstStart?.(items.ref[item] ?? 0, now - (items.eligibleAt[item] ?? 0))
    }
  }

  #stopServing(item: number, now: number): void {
    const items = this.#items
    const last = this.#serving.pop()
    const place = items.place[item] ?? 0
    if (last !== undefined && last !== item) {
      this.#serving[place] = last
      items.place[last] = place
    }
    this.#roster.giveBack(items.person[item] ?? -1, items.shared[item] === 1, now)
    this.#recount()
    this.onServing?.(items.ref[item] ?? 0, false)
  }

  #recount(): void {
    this.inUse = this.#roster.inUse
    this.overtime = this.#roster.overtime
  }

  #putBack(item: number, now: number, resumed: number): void {
    const items = this.#items
    const worked = now - (items.startedAt[item] ?? 0)
    this.executedMs += worked
    items.remaining[item] = Math.max(1, (items.remaining[item] ?? 0) - worked / (items.slowness[item] ?? 1))
    this.#stopServing(item, now)
    items.generation[item] = (items.generation[item] ?? 0) + 1
    items.resumed[item] = resumed
    this.#push(item, now)
  }

  #endShift(person: number, now: number): void {
    const items = this.#items
    const held = this.#serving.filter((item) => items.person[item] === person && items.shiftEnd[item] !== SHIFT_END.finish && !items.endsBy(item, now))
    held.sort((a, b) => (items.startedAt[b] ?? 0) - (items.startedAt[a] ?? 0) || (items.order[b] ?? 0) - (items.order[a] ?? 0))
    for (const item of held) {
      if (items.shiftEnd[item] === SHIFT_END.handoff) items.remaining[item] = (items.remaining[item] ?? 0) + this.#options.handoverMs
      this.#putBack(item, now, RESUMED.nextShift)
    }
  }
}
