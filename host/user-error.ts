import { AppError } from '../api/app-error.ts'

/** An error that the user can put right, for the shells that have no wire. */
export function userError(code: string, message: string, hint: string): AppError {
  return new AppError({ code, kind: 'user', message, hint })
}
