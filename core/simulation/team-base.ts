/** What every team counts, whether its people are told apart or not; integrals cover the measured time only. */
export class TeamBase {
  readonly #from: number
  readonly #to: number
  #last: number
  /** Whether a dispatch is due at this instant. */
  dirty = false
  /** People at work or free for it, after shrinkage, and people who are paid. */
  people = 0
  headcount = 0
  /** People who work on something now, and those of them whose shift is over. */
  inUse = 0
  overtime = 0
  queued = 0
  /** The longest line in the measured time; what does not wait is in none. */
  maxQueued = 0
  /** Pieces of work that came, and that were taken back before they were done. */
  created = 0
  cancelled = 0
  busyMs = 0
  availableMs = 0
  paidMs = 0
  overtimeMs = 0
  /** Integral of the queue's length over time. */
  queueArea = 0
  /** Work executed on items that left or paused (attention of one, exact). */
  executedMs = 0
  /** Called when a piece of work starts for the first time. */
  onFirstStart: ((ref: number, waitedMs: number) => void) | undefined
  /** Called whenever somebody begins to work on a piece of work, or stops. */
  onServing: ((ref: number, serving: boolean) => void) | undefined

  constructor(from: number, to: number) {
    this.#from = from
    this.#to = to
    this.#last = from
  }

  /** Brings the integrals up to `now`. */
  advance(now: number): void {
    const last = this.#last
    if (now <= last) return
    this.#last = now
    const from = last > this.#from ? last : this.#from
    const span = (now < this.#to ? now : this.#to) - from
    if (span <= 0) return
    this.busyMs += span * this.inUse
    this.availableMs += span * this.people
    this.paidMs += span * this.headcount
    if (this.overtime > 0) this.overtimeMs += span * this.overtime
    if (this.queued > 0) {
      this.queueArea += span * this.queued
      if (this.queued > this.maxQueued) this.maxQueued = this.queued
    }
  }
}
