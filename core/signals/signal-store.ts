import type { AnswerOf, SignalAnswer } from './signal-answer.ts'
import { signalKey } from './signal-key.ts'
import type { SignalReader } from './signal-port.ts'
import type { SignalRequest } from './signal-request.ts'

/** Answers gathered so far, by content. */
export class SignalStore implements SignalReader {
  readonly #answers = new Map<string, readonly [request: SignalRequest, answer: SignalAnswer]>()

  /** Keeps the answer to a request. */
  put(request: SignalRequest, answer: SignalAnswer): void {
    this.#answers.set(signalKey(request), [request, answer])
  }

  /** How many answers there are. */
  get size(): number {
    return this.#answers.size
  }

  /** Whether the request has been answered. */
  has(request: SignalRequest): boolean {
    return this.#answers.has(signalKey(request))
  }

  /** Every answer with its request, to give to another store. */
  entries(): readonly (readonly [request: SignalRequest, answer: SignalAnswer])[] {
    return [...this.#answers.values()]
  }

  read<R extends SignalRequest>(request: R): AnswerOf<R> | undefined {
    const answer = this.#answers.get(signalKey(request))?.[1]
    return isAnswerTo(request, answer) ? answer : undefined
  }
}

function isAnswerTo<R extends SignalRequest>(request: R, answer: SignalAnswer | undefined): answer is AnswerOf<R> {
  return answer?.kind === request.kind
}
