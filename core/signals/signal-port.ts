import type { AnswerOf, SignalAnswer } from './signal-answer.ts'
import type { SignalRequest } from './signal-request.ts'

/** Something that can be asked whether to stop; an `AbortSignal` is one. */
export type AbortLike = { readonly aborted: boolean }

/** A model behind the signals: named in every run's manifest, so that no result hides what made it. */
export type ModelIdentity = {
  readonly id: string
  readonly task: string
  readonly digest: string
  /** False where a model was put in by the user, so that the calibrations that turn its likeness into confidence were fitted for another. */
  readonly fitted?: boolean
}

/** Looks up an answer gathered before; `undefined` means that it was never asked for. */
export type SignalReader = { read<R extends SignalRequest>(request: R): AnswerOf<R> | undefined }

/** Options of a batch of signal requests. */
export type AnswerOptions = {
  readonly abort?: AbortLike
  readonly onProgress?: (done: number, total: number) => void
}

/** The one way from the product to its on-device models: ask a batch, get the answers in the same order. */
export type SignalPort = {
  readonly models: readonly ModelIdentity[]
  answer(requests: readonly SignalRequest[], options?: AnswerOptions): Promise<readonly SignalAnswer[]>
  close(): Promise<void>
}
