/** Half hours, because some zones are half an hour off. */
export const HALF_HOUR_MS = 1_800_000

/** An integral over time, by half hour of a period. */
export class HalfHours {
  readonly startAt: number
  readonly values: Float64Array
  readonly #end: number
  #since: number
  #level = 0

  constructor(from: number, to: number) {
    this.startAt = Math.floor(from / HALF_HOUR_MS) * HALF_HOUR_MS
    this.values = new Float64Array(Math.max(0, Math.ceil((to - this.startAt) / HALF_HOUR_MS)))
    this.#since = from
    this.#end = to
  }

  /** From now on the level is this. */
  set(level: number, now: number): void {
    const until = Math.min(now, this.#end)
    while (this.#level !== 0 && this.#since < until) {
      const slot = Math.floor((this.#since - this.startAt) / HALF_HOUR_MS)
      const next = Math.min(until, this.startAt + (slot + 1) * HALF_HOUR_MS)
      this.values[slot] = (this.values[slot] ?? 0) + this.#level * (next - this.#since)
      this.#since = next
    }
    this.#since = Math.max(this.#since, now)
    this.#level = level
  }
}
