/** Entries of one ticket at one instant and rank come in the order in which they were made: so many fit beside the rank. */
const RANK_STEP = 268_435_456

/**
 * What is planned for each ticket, and which ticket is next. The plans of a ticket are a short list in their order (time, rank, as
 * they were made), in typed columns that are used again; a heap holds each ticket once, by its next plan. What is taken back leaves
 * its list at once: most plans are timeouts that nothing comes of, and they cost nothing more. Tickets with plans at the same instant
 * and rank come in the order of their numbers, so that the order does not depend on when which plan was made.
 */
export class TicketAgenda<Plan> {
  /** By plan. */
  #time: Float64Array
  #order: Int32Array
  #next: Int32Array
  readonly #plans: (Plan | null)[] = []
  #free = -1
  #made = 0
  /** By ticket: its next plan, how many it has had, and its place in the heap; -1 for none. */
  #head: Int32Array
  #count: Int32Array
  #place: Int32Array
  /** The heap, four ways wide: times and tickets by place. */
  #heapTime: Float64Array
  #heapTicket: Int32Array
  #size = 0
  /** The ticket whose plan was taken last: it goes to its new place only when the next one is looked for. */
  #moving = false
  /** The plan that `pop` took. */
  time = 0
  ticket = -1
  plan: Plan | null = null

  constructor(tickets = 64) {
    this.#time = new Float64Array(256)
    this.#order = new Int32Array(256)
    this.#next = new Int32Array(256)
    this.#head = new Int32Array(tickets).fill(-1)
    this.#count = new Int32Array(tickets)
    this.#place = new Int32Array(tickets).fill(-1)
    this.#heapTime = new Float64Array(tickets)
    this.#heapTicket = new Int32Array(tickets)
  }

  /** When the next plan of any ticket is due; Infinity where there is none. */
  get nextTime(): number {
    if (this.#moving) this.#settle()
    return this.#size === 0 ? Infinity : (this.#heapTime[0] ?? 0)
  }

  /** The rank of that plan. */
  get nextRank(): number {
    if (this.#moving) this.#settle()
    return this.#rankOf(this.#heapTicket[0] ?? 0)
  }

  /** Plans something for a ticket; the number that it gets is the ticket's own. */
  add(ticket: number, time: number, rank: number, plan: Plan): number {
    if (ticket >= this.#head.length) this.#moreTickets(ticket)
    const number = this.#count[ticket] ?? 0
    this.#count[ticket] = number + 1
    const order = rank * RANK_STEP + number
    const entry = this.#take()
    this.#time[entry] = time
    this.#order[entry] = order
    this.#plans[entry] = plan
    let before = -1
    let after = this.#head[ticket] ?? -1
    while (after >= 0) {
      const other = this.#time[after] ?? 0
      if (other > time || (other === time && (this.#order[after] ?? 0) > order)) break
      before = after
      after = this.#next[after] ?? -1
    }
    this.#next[entry] = after
    if (before >= 0) {
      this.#next[before] = entry
    } else {
      this.#head[ticket] = entry
      this.#headChanged(ticket)
    }
    return number
  }

  /** Takes a plan back, if it is still there. */
  remove(ticket: number, number: number): void {
    if (number < 0) return
    let before = -1
    for (let entry = this.#head[ticket] ?? -1; entry >= 0; entry = this.#next[entry] ?? -1) {
      if ((this.#order[entry] ?? 0) % RANK_STEP === number) {
        const after = this.#next[entry] ?? -1
        this.#giveBack(entry)
        if (before >= 0) {
          this.#next[before] = after
        } else {
          this.#head[ticket] = after
          this.#headChanged(ticket)
        }
        return
      }
      before = entry
    }
  }

  /** Takes the next plan of all into the public fields; false when there is none. */
  pop(): boolean {
    if (this.#moving) this.#settle()
    if (this.#size === 0) return false
    const ticket = this.#heapTicket[0] ?? 0
    const entry = this.#head[ticket] ?? 0
    this.ticket = ticket
    this.time = this.#time[entry] ?? 0
    this.plan = this.#plans[entry] ?? null
    this.#head[ticket] = this.#next[entry] ?? -1
    this.#giveBack(entry)
    this.#moving = true
    return true
  }

  #rankOf(ticket: number): number {
    return Math.floor((this.#order[this.#head[ticket] ?? 0] ?? 0) / RANK_STEP)
  }

  #headChanged(ticket: number): void {
    if (this.#moving) {
      if (ticket === this.ticket) return
      this.#settle()
    }
    const place = this.#place[ticket] ?? -1
    const head = this.#head[ticket] ?? -1
    if (head < 0) {
      if (place >= 0) this.#leave(ticket, place)
      return
    }
    const time = this.#time[head] ?? 0
    if (place >= 0) {
      this.#move(ticket, time, place)
      return
    }
    const last = this.#size
    this.#size = last + 1
    this.#rise(ticket, time, last)
  }

  /** The ticket at the top goes to where its next plan puts it. */
  #settle(): void {
    this.#moving = false
    const head = this.#head[this.ticket] ?? -1
    if (head < 0) this.#leave(this.ticket, 0)
    else this.#sink(this.ticket, this.#time[head] ?? 0, 0)
  }

  #leave(ticket: number, place: number): void {
    this.#place[ticket] = -1
    const last = this.#size - 1
    this.#size = last
    if (place !== last) this.#move(this.#heapTicket[last] ?? 0, this.#heapTime[last] ?? 0, place)
  }

  #move(ticket: number, time: number, place: number): void {
    const parent = (place - 1) >> 2
    if (place > 0 && this.#isBefore(ticket, time, this.#heapTicket[parent] ?? 0, this.#heapTime[parent] ?? 0)) this.#rise(ticket, time, place)
    else this.#sink(ticket, time, place)
  }

  #isBefore(ticket: number, time: number, other: number, otherTime: number): boolean {
    if (time !== otherTime) return time < otherTime
    const rank = this.#rankOf(ticket)
    const otherRank = this.#rankOf(other)
    return rank === otherRank ? ticket < other : rank < otherRank
  }

  #rise(ticket: number, time: number, from: number): void {
    let hole = from
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const other = this.#heapTicket[parent] ?? 0
      const otherTime = this.#heapTime[parent] ?? 0
      if (!this.#isBefore(ticket, time, other, otherTime)) break
      this.#put(other, otherTime, hole)
      hole = parent
    }
    this.#put(ticket, time, hole)
  }

  #sink(ticket: number, time: number, from: number): void {
    const size = this.#size
    let hole = from
    for (let first = hole * 4 + 1; first < size; first = hole * 4 + 1) {
      let best = first
      const end = Math.min(first + 4, size)
      for (let child = first + 1; child < end; child++) {
        if (this.#isBefore(this.#heapTicket[child] ?? 0, this.#heapTime[child] ?? 0, this.#heapTicket[best] ?? 0, this.#heapTime[best] ?? 0)) best = child
      }
      const other = this.#heapTicket[best] ?? 0
      const otherTime = this.#heapTime[best] ?? 0
      if (!this.#isBefore(other, otherTime, ticket, time)) break
      this.#put(other, otherTime, hole)
      hole = best
    }
    this.#put(ticket, time, hole)
  }

  #put(ticket: number, time: number, place: number): void {
    this.#heapTicket[place] = ticket
    this.#heapTime[place] = time
    this.#place[ticket] = place
  }

  #take(): number {
    const entry = this.#free
    if (entry >= 0) {
      this.#free = this.#next[entry] ?? -1
      return entry
    }
    if (this.#made === this.#time.length) this.#morePlans()
    this.#made += 1
    return this.#made - 1
  }

  #giveBack(entry: number): void {
    this.#plans[entry] = null
    this.#next[entry] = this.#free
    this.#free = entry
  }

  #morePlans(): void {
    const size = this.#time.length * 2
    this.#time = doubles(this.#time, size)
    this.#order = ints(this.#order, size)
    this.#next = ints(this.#next, size)
  }

  #moreTickets(ticket: number): void {
    const known = this.#head.length
    const size = Math.max(ticket + 1, known * 2)
    this.#head = ints(this.#head, size).fill(-1, known)
    this.#count = ints(this.#count, size)
    this.#place = ints(this.#place, size).fill(-1, known)
    this.#heapTime = doubles(this.#heapTime, size)
    this.#heapTicket = ints(this.#heapTicket, size)
  }
}

function doubles(old: Float64Array, size: number): Float64Array {
  const next = new Float64Array(size)
  next.set(old)
  return next
}

function ints(old: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size)
  next.set(old)
  return next
}
