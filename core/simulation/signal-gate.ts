import type { AnswerOf } from '../signals/signal-answer.ts'
import { signalKey } from '../signals/signal-key.ts'
import type { SignalReader } from '../signals/signal-port.ts'
import type { SignalRequest } from '../signals/signal-request.ts'

/** Stands between the agents and the answers gathered so far: collects what is missing, so that it can be asked in one batch. */
export class SignalGate implements SignalReader {
  readonly #reader: SignalReader
  readonly #asked = new Set<string>()
  readonly #checked = new Set<string>()
  #missing = new Map<string, SignalRequest>()
  /** Requests that were asked and got no answer. */
  readonly unanswered = new Set<string>()

  constructor(reader: SignalReader) {
    this.#reader = reader
  }

  read<R extends SignalRequest>(request: R): AnswerOf<R> | undefined {
    return this.#reader.read(request)
  }

  /** Whether an answer must be waited for; one that was asked for and never came is not waited for again. */
  lacks(request: SignalRequest): boolean {
    if (this.#reader.read(request) !== undefined) return false
    const key = signalKey(request)
    if (this.#asked.has(key)) {
      this.unanswered.add(key)
      return false
    }
    this.#missing.set(key, request)
    return true
  }

  /** Whether any of an agent's questions must be waited for; `name` names agent and conversation, so that it is looked at once. */
  lacksAny(name: string, requests: () => readonly SignalRequest[]): boolean {
    if (this.#checked.has(name)) return false
    let lacking = false
    for (const request of requests()) if (this.lacks(request)) lacking = true
    if (!lacking) this.#checked.add(name)
    return lacking
  }

  /** What has been found missing since the last time, each question once; they count as asked from now on. */
  takeMissing(): readonly SignalRequest[] {
    const requests = [...this.#missing.values()]
    for (const key of this.#missing.keys()) this.#asked.add(key)
    this.#missing = new Map()
    return requests
  }
}
