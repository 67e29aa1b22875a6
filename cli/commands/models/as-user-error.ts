import { modelError } from '../../../host/jobs/model-session.ts'
import { userError } from '../../../host/user-error.ts'
import { EvaluationError } from '../../../models/evaluation/evaluation-error.ts'
import { ModelError } from '../../../models/model-error.ts'
import { PullError } from '../../../models/pull-error.ts'

/** What a models command throws, as the error that the command line explains. */
export function asUserError(thrown: unknown): unknown {
  if (thrown instanceof EvaluationError) return userError(`eval.${thrown.code}`, thrown.message, thrown.hint)
  if (isStop(thrown)) return userError('cancelled', 'Stopped before it finished.', 'Start it again when you are ready.')
  if (thrown instanceof PullError) return userError(`models.${thrown.code}`, thrown.message, thrown.hint)
  return thrown instanceof ModelError ? modelError(thrown) : thrown
}

function isStop(thrown: unknown): boolean {
  return (thrown instanceof ModelError && thrown.code === 'signals.aborted') || (thrown instanceof PullError && thrown.code === 'pull.stopped')
}
