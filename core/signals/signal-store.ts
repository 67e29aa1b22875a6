import type { AnswerOf, SignalAnswer } from './signal-answer.ts'
import { signalKey } from './signal-key.ts'
import type { SignalReader } from './signal-port.ts'
import type { SignalRequest } from './signal-request.ts'

/** Answers gathered so far, by content. */
export class SignalStore implements SignalReader {
  readonly #answers = new Map<string, SignalAnswer>()

  /** Keeps the answer to a request. */
  put(request: SignalRequest, answer: SignalAnswer): void {
    this.#answers.set(signalKey(request), answer)
  }

  /** How many answers there are. */
  get size(): number {
    return this.#answers.size
  }

  /** Whether the request has been answered. */
  has(request: SignalRequest): boolean {
    return this.#answers.has(signalKey(request))
  }

  read<R extends SignalRequest>(request: R): AnswerOf<R> | undefined {
    const answer = this.#answers.get(signalKey(request))
    return isAnswerTo(request, answer) ? answer : undefined
  }
}

function isAnswerTo<R extends SignalRequest>(request: R, answer: SignalAnswer | undefined): answer is AnswerOf<R> {
  return answer?.kind === request.kind
}
