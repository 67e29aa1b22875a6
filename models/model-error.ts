/** What can go wrong with a model; each has one remedy. */
export const MODEL_ERROR_CODES = ['weights.missing', 'weights.damaged', 'model.missing', 'model.damaged', 'model.wrongTask', 'runtime.failed', 'worker.stopped', 'signals.aborted', 'message.invalid'] as const

/** The code of one thing that can go wrong with a model. */
export type ModelErrorCode = (typeof MODEL_ERROR_CODES)[number]

/** An error of the model runtime that says what happened and what to do about it. */
export class ModelError extends Error {
  readonly code: ModelErrorCode
  readonly hint: string

  constructor(code: ModelErrorCode, message: string, hint: string) {
    super(message)
    this.name = 'ModelError'
    this.code = code
    this.hint = hint
  }
}
