import { formatDuration } from '../../core/metrics/format-figure.ts'
import type { RunReport } from '../../core/simulation/run-report.ts'

/** What the beginning of the run does to its numbers; null where the backlog is at its usual level from the start. */
export function startUpWords({ startUp: { untilMs, ofMs, tooShort } }: Pick<RunReport, 'startUp'>): string | null {
  if (tooShort) return 'The window is too short to tell whether the backlog has come to its usual level. Take more tickets, or a longer window, before you trust queues and waits.'
  return untilMs <= 0 ? null : `In the first ${formatDuration(untilMs)} of ${formatDuration(ofMs)} the backlog is still on its way to its usual level. Set a warm-up of that length in the scenario to leave it out.`
}
