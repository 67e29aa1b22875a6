import type { FailIfOutcome } from '../../core/simulation/what-if/fail-if.ts'
import { sayFailIf } from '../../core/simulation/what-if/fail-if.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'

/** Says what came of each `--fail-if`, and ends with 1 where one is true. */
export function reportFailIf(outcomes: readonly FailIfOutcome[], io: CliIo, finish: (exitCode: number) => void): void {
  if (outcomes.length === 0) return
  io.stderr(outcomes.map((outcome) => `${sayFailIf(outcome)}\n`).join(''))
  if (outcomes.some(({ outcome }) => outcome !== 'passed')) finish(exitCodes.findings)
}
