import type { CancelSignal } from '../api/cancel-source.ts'
import type { AppEvent } from '../api/model.ts'

/** Events from the shell to every window that listens; files opened while none listens wait for the first, commands do not. */
export class AppEvents {
  readonly #listeners = new Set<(event: AppEvent) => void>()
  #waiting: AppEvent[] = []

  /** Sends an event. */
  send(event: AppEvent): void {
    if (this.#listeners.size === 0 && event.kind === 'openFile') this.#waiting.push(event)
    for (const listener of [...this.#listeners]) listener(event)
  }

  /** Listens until the signal aborts. */
  async *listen(signal: CancelSignal): AsyncGenerator<AppEvent> {
    const queue = this.#waiting
    this.#waiting = []
    let wake: () => void = () => undefined
    const onEvent = (event: AppEvent): void => {
      queue.push(event)
      wake()
    }
    const onAbort = (): void => {
      this.#listeners.delete(onEvent)
      wake()
    }
    this.#listeners.add(onEvent)
    signal.addEventListener('abort', onAbort)
    try {
      while (!signal.aborted) {
        const event = queue.shift()
        if (event !== undefined) yield event
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      this.#listeners.delete(onEvent)
      signal.removeEventListener('abort', onAbort)
    }
  }
}
