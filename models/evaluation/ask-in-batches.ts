import type { AnswerOf, SignalAnswer } from '../../core/signals/signal-answer.ts'
import type { AbortLike, SignalPort } from '../../core/signals/signal-port.ts'
import type { SignalRequest } from '../../core/signals/signal-request.ts'

/** How a measurement reports and stops. */
export type EvaluationOptions = {
  readonly seed: number
  readonly abort?: AbortLike
  readonly onProgress?: (what: string, done: number, total: number) => void
}

/** Asks the product's signals for each request, so many at once, and gives the answers in their order. */
export async function askInBatches<R extends SignalRequest>(port: SignalPort, requests: readonly R[], size: number, what: string, { abort, onProgress }: EvaluationOptions): Promise<readonly AnswerOf<R>[]> {
  const answers: AnswerOf<R>[] = []
  for (let start = 0; start < requests.length; start += size) {
    const batch = requests.slice(start, start + size)
    const found = await port.answer(batch, {
      ...(abort === undefined ? {} : { abort }),
      // A batch tells of itself in its own units; what counts here is the share of it that is done.
      onProgress: (done, total) => onProgress?.(what, start + (total === 0 ? 0 : (batch.length * done) / total), requests.length),
    })
    batch.forEach((request, i) => {
      const answer = found[i]
      if (!isAnswerTo(request, answer)) throw new Error(`The signals gave no answer to a request of the kind "${request.kind}".`)
      answers.push(answer)
    })
    onProgress?.(what, Math.min(start + size, requests.length), requests.length)
  }
  return answers
}

function isAnswerTo<R extends SignalRequest>(request: R, answer: SignalAnswer | undefined): answer is AnswerOf<R> {
  return answer?.kind === request.kind
}
