import type { OpenTime } from '../calendars/calendar.ts'
import { bizBetween } from '../calendars/calendar.ts'
import type { TimeParts } from '../metrics/ticket-facts.ts'

/** What can go on with a ticket, several at once; of those that do, the first one takes the time. */
export const DOING = { solved: 0, customer: 1, handling: 2, agents: 3, agentQueue: 4, people: 5 } as const

/** One of the things that can go on with a ticket. */
export type Doing = (typeof DOING)[keyof typeof DOING]

const KINDS = 6
/** Besides the kinds: what nothing takes, and the wait for people outside their hours. */
const FLOW = 6
const OUT_OF_HOURS = 7
const PARTS = 8

/**
 * Accounts for every millisecond of every ticket of a replication, in typed columns. What is reported is the account at the last
 * reply, because a customer who stays away afterwards counts as solved then.
 */
export class TimeLedger {
  readonly #teams: readonly OpenTime[]
  #since: Float64Array
  #team: Int16Array
  #counts: Int16Array
  #parts: Float64Array
  #marked: Float64Array

  /** `teams`: when somebody of each team is on shift. */
  constructor(tickets: number, teams: readonly OpenTime[]) {
    this.#teams = teams
    this.#since = new Float64Array(tickets)
    this.#team = new Int16Array(tickets)
    this.#counts = new Int16Array(tickets * KINDS)
    this.#parts = new Float64Array(tickets * PARTS)
    this.#marked = new Float64Array(tickets * PARTS)
  }

  /** The ticket has come in. */
  begin(ticket: number, now: number): void {
    if (ticket >= this.#since.length) this.#grow(ticket)
    this.#since[ticket] = now
  }

  /** One more of a kind goes on. */
  enter(ticket: number, doing: Doing, now: number): void {
    this.#accrue(ticket, now)
    const at = ticket * KINDS + doing
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
  }

  /** One less goes on. */
  leave(ticket: number, doing: Doing, now: number): void {
    this.#accrue(ticket, now)
    const at = ticket * KINDS + doing
    this.#counts[at] = Math.max(0, (this.#counts[at] ?? 0) - 1)
  }

  /** It goes on, or does not, however often that is said. */
  set(ticket: number, doing: Doing, on: boolean, now: number): void {
    this.#accrue(ticket, now)
    this.#counts[ticket * KINDS + doing] = on ? 1 : 0
  }

  /** Work is before people of a team, by its place in the plan; their hours say what of the wait is out of hours. */
  ask(ticket: number, team: number, now: number): void {
    this.enter(ticket, DOING.people, now)
    this.#team[ticket] = team
  }

  /** The time up to now is what is reported, until the next mark. */
  mark(ticket: number, now: number): void {
    this.#accrue(ticket, now)
    const from = ticket * PARTS
    this.#marked.set(this.#parts.subarray(from, from + PARTS), from)
  }

  /** The account at the last mark. */
  partsOf(ticket: number): TimeParts {
    const part = (kind: number): number => this.#marked[ticket * PARTS + kind] ?? 0
    return {
      handling: part(DOING.handling), agents: part(DOING.agents), agentQueue: part(DOING.agentQueue), peopleQueue: part(DOING.people), outOfHours: part(OUT_OF_HOURS),
      customer: part(DOING.customer), solved: part(DOING.solved), flow: part(FLOW),
    }
  }

  // Customers who come back after their ticket was closed bring tickets that nobody could count beforehand.
  #grow(ticket: number): void {
    const size = Math.max(16, ticket + 1, this.#since.length * 2)
    const doubles = (old: Float64Array, length: number): Float64Array => { const next = new Float64Array(length); next.set(old); return next }
    const shorts = (old: Int16Array, length: number): Int16Array => { const next = new Int16Array(length); next.set(old); return next }
    this.#since = doubles(this.#since, size)
    this.#team = shorts(this.#team, size)
    this.#counts = shorts(this.#counts, size * KINDS)
    this.#parts = doubles(this.#parts, size * PARTS)
    this.#marked = doubles(this.#marked, size * PARTS)
  }

  #accrue(ticket: number, now: number): void {
    const since = this.#since[ticket] ?? now
    if (now <= since) return
    this.#since[ticket] = now
    const first = ticket * KINDS
    let kind = 0
    while (kind < KINDS && (this.#counts[first + kind] ?? 0) === 0) kind += 1
    const at = ticket * PARTS
    if (kind !== DOING.people) {
      this.#parts[at + kind] = (this.#parts[at + kind] ?? 0) + now - since
      return
    }
    const hours = this.#teams[this.#team[ticket] ?? 0]
    const open = hours === undefined ? now - since : bizBetween(hours, since, now)
    this.#parts[at + DOING.people] = (this.#parts[at + DOING.people] ?? 0) + open
    this.#parts[at + OUT_OF_HOURS] = (this.#parts[at + OUT_OF_HOURS] ?? 0) + now - since - open
  }
}
