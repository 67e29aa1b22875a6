import { assertNever } from '../assert-never.ts'
import type { OpenTime } from '../calendars/calendar.ts'
import type { RoutingRules } from './scenario.ts'
import type { SkillSets } from './skill-sets.ts'
import type { StaffStep } from './staffing.ts'

type Wish = { readonly skills: number; readonly shared: boolean; readonly boundTo: number; readonly holder: number }
type Rules = Pick<RoutingRules, 'agentSelection' | 'reserve' | 'assignedCap' | 'queueSelection'>

type Person = {
  readonly id: string
  readonly skills: ReadonlyMap<string, number>
  readonly primary: string | null
  readonly open: OpenTime
  /** The interval of `open` that is running or comes next. */
  interval: number
  onShift: boolean
  /** On shift, but in one of the breaks and meetings that shrinkage stands for: takes nothing new. */
  away: boolean
  solo: number
  chats: number
  assigned: number
  idleSince: number
  /** By set of skills, as far as it has been asked. */
  readonly levels: (number | undefined)[]
}

const SLOT_MS = 1_800_000

/**
 * The people of a team: who is there, who holds what, and who takes the next piece of work. Of the people on shift, as many are away as
 * the staffing says; whose turn it is to be away goes round every half hour.
 */
export class PersonRoster {
  readonly #people: readonly Person[]
  readonly #staff: readonly StaffStep[]
  readonly #seats: number
  readonly #rules: Rules
  readonly #sets: SkillSets
  #step = -1
  #lastChosen = -1
  working = 0
  paid = 0
  inUse = 0

  constructor(people: readonly { readonly id: string; readonly skills: Readonly<Record<string, number>>; readonly open: OpenTime }[], staff: readonly StaffStep[], seats: number, rules: Rules, sets: SkillSets) {
    this.#people = [...people].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map(({ id, skills, open }): Person => ({
      id, skills: new Map(Object.entries(skills)), primary: Object.keys(skills)[0] ?? null, open,
      interval: 0, onShift: false, away: false, solo: 0, chats: 0, assigned: 0, idleSince: 0, levels: [],
    }))
    this.#staff = staff
    this.#seats = seats
    this.#rules = rules
    this.#sets = sets
  }

  /** The first instant at which somebody comes. */
  get firstChange(): number | null {
    return this.#people.length === 0 ? null : (this.#staff[0]?.at ?? null)
  }

  /** People who work although their shift is over. */
  get overtime(): number {
    let count = 0
    for (const person of this.#people) if (!person.onShift && (person.solo > 0 || person.chats > 0)) count += 1
    return count
  }

  /** Takes note of who is there now, and names those who have just left. */
  change(now: number): readonly number[] {
    const left: number[] = []
    this.paid = 0
    this.#people.forEach((person, index) => {
      while (person.interval < person.open.closes.length && (person.open.closes[person.interval] ?? 0) <= now) person.interval += 1
      const onShift = (person.open.opens[person.interval] ?? Infinity) <= now
      if (person.onShift && !onShift) left.push(index)
      if (!person.onShift && onShift && person.solo + person.chats === 0) person.idleSince = now
      person.onShift = onShift
      person.away = false
      if (onShift) this.paid += 1
    })
    while ((this.#staff[this.#step + 1]?.at ?? Infinity) <= now) this.#step += 1
    const step = this.#staff[this.#step]
    const away = Math.max(0, Math.min(this.paid, (step?.headcount ?? 0) - (step?.people ?? 0)))
    this.working = this.paid - away
    if (away > 0) {
      const there = this.#people.filter(({ onShift }) => onShift)
      const first = (Math.floor(now / SLOT_MS) * away) % there.length
      for (let turn = 0; turn < away; turn++) {
        const person = there[(first + turn) % there.length]
        if (person !== undefined) person.away = true
      }
    }
    return left
  }

  /** The next instant after `now` at which somebody comes, leaves, or is away in another's place. */
  nextChange(now: number): number | null {
    let next = this.#staff[this.#step + 1]?.at ?? Infinity
    if (this.working < this.paid) next = Math.min(next, (Math.floor(now / SLOT_MS) + 1) * SLOT_MS)
    for (const { open, interval } of this.#people) {
      const opens = open.opens[interval] ?? Infinity
      next = Math.min(next, opens > now ? opens : (open.closes[interval] ?? Infinity))
    }
    return next === Infinity ? null : next
  }

  /** Whether anyone of the team, on shift or not, has all skills of a set. */
  anyoneHas(skills: number): boolean {
    return skills === 0 || this.#people.some((person) => this.#level(person, skills) > 0)
  }

  /** Whether a set begins with the person's first skill. */
  isOwn(person: number, skills: number): boolean {
    const first = this.#sets.of(skills)[0]
    return first === undefined || this.#people[person]?.primary === first
  }

  /** How fast a person does what was asked for: the lowest of the skills that the person has. */
  proficiency(person: number, asked: number): number {
    const skills = this.#people[person]?.skills
    let lowest = 1
    for (const skill of this.#sets.of(asked)) lowest = Math.min(lowest, skills?.get(skill) ?? 1)
    return lowest
  }

  /** Who takes a piece of work now, or -1; `expectedMs` must fit into the rest of the shift. */
  choose(wish: Wish, now: number, expectedMs: number, asked: number): number {
    let best = -1
    let bestScore = Infinity
    let bestIdle = Infinity
    let bestOwn = false
    for (let index = 0; index < this.#people.length; index++) {
      const person = this.#people[index]
      if (person === undefined || !this.#isFree(person, wish.shared) || !this.couldTake(index, wish)) continue
      if (this.#rules.reserve > 0 && !this.isOwn(index, wish.skills) && this.#freeWithPrimary(person.primary) <= this.#rules.reserve) continue
      if (expectedMs > 0 && now + expectedMs / this.proficiency(index, asked) > (person.open.closes[person.interval] ?? Infinity)) continue
      const own = this.#rules.queueSelection === 'ownSkillFirst' && this.isOwn(index, wish.skills)
      const score = this.#score(person, index, wish, asked)
      const idle = person.solo + person.chats > 0 ? Infinity : person.idleSince
      if (best >= 0 && (own !== bestOwn ? bestOwn : score !== bestScore ? score > bestScore : idle >= bestIdle)) continue
      best = index
      bestScore = score
      bestIdle = idle
      bestOwn = own
    }
    return best
  }

  /** Whether a person is there and may do a piece of work, were the hands free. */
  couldTake(index: number, { skills, boundTo, holder }: Wish): boolean {
    const person = this.#people[index]
    if (person === undefined || !person.onShift || person.away) return false
    if (boundTo >= 0 && index !== boundTo) return false
    if (this.#rules.assignedCap !== null && index !== holder && person.assigned >= this.#rules.assignedCap) return false
    return this.#level(person, skills) > 0
  }

  /** A person begins a piece of work; says how many the person then holds. */
  take(index: number, shared: boolean): number {
    const person = this.#people[index]
    if (person === undefined) return 1
    if (person.solo + person.chats === 0) this.inUse += 1
    if (shared) person.chats += 1
    else person.solo += 1
    this.#lastChosen = index
    return person.chats + person.solo
  }

  /** A person puts a piece of work down. */
  giveBack(index: number, shared: boolean, now: number): void {
    const person = this.#people[index]
    if (person === undefined) return
    if (shared) person.chats -= 1
    else person.solo -= 1
    if (person.solo + person.chats > 0) return
    this.inUse -= 1
    person.idleSince = now
  }

  /** A ticket more or less is a person's own. */
  assign(index: number, change: 1 | -1): void {
    const person = this.#people[index]
    if (person !== undefined) person.assigned += change
  }

  #isFree(person: Person, shared: boolean): boolean {
    return shared ? person.solo === 0 && person.chats < this.#seats : person.solo + person.chats === 0
  }

  #freeWithPrimary(primary: string | null): number {
    let count = 0
    for (const person of this.#people) if (person.primary === primary && person.onShift && !person.away && person.solo + person.chats === 0) count += 1
    return count
  }

  // Lower is better; the longest idle decide between equals, then the order of ids.
  #score(person: Person, index: number, wish: Wish, asked: number): number {
    const { agentSelection, assignedCap } = this.#rules
    switch (agentSelection) {
      case 'longestIdle':
        return 0
      case 'bestSkill':
        return -this.proficiency(index, asked)
      case 'roundRobin':
        return (index - this.#lastChosen - 1 + this.#people.length) % this.#people.length
      case 'mostSpareCapacity':
        return assignedCap === null ? person.chats - (wish.shared ? this.#seats : 1) : person.assigned - assignedCap
      default:
        return assertNever(agentSelection)
    }
  }

  // The lowest proficiency over a set of skills; 0 where one is missing.
  #level(person: Person, skills: number): number {
    const known = person.levels[skills]
    if (known !== undefined) return known
    let lowest = 1
    for (const skill of this.#sets.of(skills)) lowest = Math.min(lowest, person.skills.get(skill) ?? 0)
    person.levels[skills] = lowest
    return lowest
  }
}
