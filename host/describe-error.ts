import { toErrorData, type AppErrorData } from '../api/app-error.ts'

/** What to tell the user about anything thrown, for the shells that have no wire. */
export function describeError(thrown: unknown): AppErrorData {
  return toErrorData(thrown)
}
