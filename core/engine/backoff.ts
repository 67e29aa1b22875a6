import { hashUnit } from './hash-unit.ts'
import type { ProgramRetry } from './program.ts'

/** The pause after the attempt of that number, in whole milliseconds; full jitter comes from the seed alone. */
export function backoffMs(retry: ProgramRetry, attempt: number, seed: string): number {
  let pause = retry.initialMs
  for (let step = 1; step < attempt && pause < retry.maxMs; step++) pause *= retry.factor
  const capped = Math.min(pause, retry.maxMs)
  return Math.round(retry.jitter ? capped * hashUnit(seed) : capped)
}
