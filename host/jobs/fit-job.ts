import { cancelledError } from '../../api/app-error.ts'
import type { FitProgress, FittedHistory, HistoryInput } from '../../core/history/fit-history.ts'
import { fitHistorySteps } from '../../core/history/fit-history.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'

/** Fits a history step by step: says how far it is, and stops between two simulations when it is asked to. */
export async function* runFit(input: HistoryInput, abort: AbortLike): AsyncGenerator<FitProgress, FittedHistory> {
  const steps = fitHistorySteps(input)
  let next = steps.next()
  while (next.done !== true) {
    yield next.value
    await new Promise((resume) => setImmediate(resume))
    if (abort.aborted) throw cancelledError()
    next = steps.next()
  }
  return next.value
}
