/** Counts waits or sojourns without keeping them: how many, their sum, and how many were at most each limit. */
export class Tally {
  readonly #limits: readonly number[]
  readonly #within: number[]
  #count = 0
  #sum = 0

  /** Limits in the unit of the values. */
  constructor(limits: readonly number[] = []) {
    this.#limits = limits
    this.#within = limits.map(() => 0)
  }

  /** One more value. */
  readonly add = (value: number): void => {
    this.#count += 1
    this.#sum += value
    for (let index = 0; index < this.#limits.length; index++) if (value <= (this.#limits[index] ?? 0)) this.#within[index] = (this.#within[index] ?? 0) + 1
  }

  get count(): number {
    return this.#count
  }

  get mean(): number {
    return this.#sum / this.#count
  }

  /** The share of values at most the limit of that place. */
  within(index: number): number {
    return (this.#within[index] ?? 0) / this.#count
  }
}
