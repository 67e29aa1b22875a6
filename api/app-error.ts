/** Whose error it is: the user can fix it, the machine around us stands in the way, or it is our mistake. */
export type AppErrorKind = 'user' | 'environment' | 'internal'

/** An error as it travels: what happened, and what to do about it. */
export type AppErrorData = { readonly code: string; readonly kind: AppErrorKind; readonly message: string; readonly hint: string }

/** The one error that crosses a wire, on both of its sides. */
export class AppError extends Error {
  readonly code: string
  readonly kind: AppErrorKind
  readonly hint: string

  constructor(data: AppErrorData, options?: { readonly cause?: unknown }) {
    super(data.message, options)
    this.name = 'AppError'
    this.code = data.code
    this.kind = data.kind
    this.hint = data.hint
  }

  /** The error as plain data. */
  toData(): AppErrorData {
    return { code: this.code, kind: this.kind, message: this.message, hint: this.hint }
  }
}

/** The error of a call that its own caller stopped. */
export function cancelledError(): AppError {
  return new AppError({ code: 'cancelled', kind: 'user', message: 'Stopped before it finished.', hint: 'Start it again when you are ready.' })
}

/** Turns anything thrown into plain data; what nobody foresaw is ours, and says so. */
export function toErrorData(thrown: unknown): AppErrorData {
  if (thrown instanceof AppError) return thrown.toData()
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'internal',
    kind: 'internal',
    message: `LUMOS Studio made a mistake: ${detail}`,
    hint: 'Your work is kept. Try once more; if it happens again, report it with this message.',
  }
}
