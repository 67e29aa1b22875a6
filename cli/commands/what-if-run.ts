import { OpenRun } from '../../host/jobs/what-if-job.ts'
import type { DriveItem } from '../../host/jobs/drive-simulation.ts'
import type { AbortLike } from '../../core/signals/signal-port.ts'
import type { CliIo } from '../cli-io.ts'
import type { ProgressLine } from '../report/progress-line.ts'
import type { RunFlow, RunOptions } from './run-inputs.ts'
import { gatherRunInputs, readRunScenario } from './run-inputs.ts'
import { threadsOf } from './run-options.ts'

const never: AbortLike = { aborted: false }

/** Opens a run of a flow, asks it something, and closes the models again. */
export async function withOpenRun<Result>(flow: RunFlow, options: RunOptions, io: CliIo, progress: ProgressLine, ask: (run: OpenRun) => Promise<Result>): Promise<Result> {
  const scenario = await readRunScenario(options, io)
  const inputs = await gatherRunInputs([flow], options, io, progress)
  try {
    progress.show('Loading the models', 0, 0)
    return await ask(await OpenRun.open({ ...flow, ...inputs, scenario, keepTickets: false, workers: threadsOf(options) }, io.abort ?? never))
  } finally {
    await inputs.models.close()
  }
}

/** Follows a search to its result and shows how far it is. */
export async function followSearch<Result>(running: AsyncGenerator<DriveItem | { readonly kind: string }, Result>, progress: ProgressLine): Promise<Result> {
  let next = await running.next()
  while (next.done !== true) {
    if (isPhase(next.value)) progress.show(next.value.phase, next.value.done, next.value.total)
    next = await running.next()
  }
  return next.value
}

function isPhase(item: DriveItem | { readonly kind: string }): item is Extract<DriveItem, { readonly kind: 'phase' }> {
  return item.kind === 'phase'
}
