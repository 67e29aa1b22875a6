/** What can go wrong with a model; each has one remedy. */
export type ModelErrorCode = 'weights.missing' | 'weights.damaged' | 'runtime.failed' | 'worker.stopped' | 'signals.aborted' | 'message.invalid'

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
