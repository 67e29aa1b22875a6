import type { AppError } from '../../api/app-error.ts'

/** Keeps the newest few of something by id: what was not used for longest goes first. */
export class KeptData<T> {
  readonly #kept = new Map<string, T>()
  readonly #limit: number
  readonly #missing: (id: string) => AppError

  constructor(limit: number, missing: (id: string) => AppError) {
    this.#limit = limit
    this.#missing = missing
  }

  /** Keeps a value. */
  put(id: string, value: T): void {
    this.#kept.delete(id)
    this.#kept.set(id, value)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limit) return
      this.#kept.delete(oldest)
    }
  }

  /** The value of an id; an error in a sentence where it is not kept any more. */
  get(id: string): T {
    const value = this.#kept.get(id)
    if (value === undefined) throw this.#missing(id)
    this.put(id, value)
    return value
  }
}
