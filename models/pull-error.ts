/** What can stand in the way of a model that is pulled from a hub. */
export type PullErrorCode = 'pull.badId' | 'pull.badEndpoint' | 'pull.unreachable' | 'pull.notFound' | 'pull.refused' | 'pull.fileMissing' | 'pull.damaged' | 'pull.diskFull' | 'pull.cannotWrite' | 'pull.stopped'

/** An error of pulling a model: what happened and what to do about it. */
export class PullError extends Error {
  readonly code: PullErrorCode
  readonly hint: string

  constructor(code: PullErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PullError'
    this.code = code
    this.hint = hint
  }
}
