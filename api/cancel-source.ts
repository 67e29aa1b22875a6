import type { AbortLike } from '../core/signals/signal-port.ts'

/** The part of an `AbortSignal` that the wires need; a real one fits. */
export type CancelSignal = AbortLike & {
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** An abort controller for code that knows neither Node nor the DOM. */
export class CancelSource {
  readonly #listeners = new Set<() => void>()
  #aborted = false
  readonly signal: CancelSignal

  constructor() {
    const isAborted = (): boolean => this.#aborted
    const listeners = this.#listeners
    this.signal = {
      get aborted() {
        return isAborted()
      },
      addEventListener(_type, listener) {
        listeners.add(listener)
      },
      removeEventListener(_type, listener) {
        listeners.delete(listener)
      },
    }
  }

  /** Aborts once; listeners added before hear it, in the order they came. */
  cancel(): void {
    if (this.#aborted) return
    this.#aborted = true
    for (const listener of [...this.#listeners]) listener()
    this.#listeners.clear()
  }
}
