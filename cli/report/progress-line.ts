import type { CliIo } from '../cli-io.ts'

/** One line on a terminal that says how far the work is, and is gone when it is done; nothing where there is no terminal. */
export class ProgressLine {
  readonly #io: CliIo
  #shown = ''

  constructor(io: CliIo) {
    this.#io = io
  }

  /** Shows a step; a total of 0 means that nobody knows. */
  show(what: string, done: number, total: number): void {
    if (!this.#io.isTTY) return
    const line = total > 0 ? `${what} ${Math.floor((done / total) * 100)} %` : what
    if (line === this.#shown) return
    this.#shown = line
    this.#io.stderr(`\r\u001b[K${line}`)
  }

  /** Removes the line. */
  clear(): void {
    if (this.#shown !== '') this.#io.stderr('\r\u001b[K')
    this.#shown = ''
  }
}
