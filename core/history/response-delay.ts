import { ln } from '../simulation/math-ln.ts'
import { sortedSample } from '../simulation/sample-distance.ts'
import type { Distribution } from '../simulation/variates.ts'
import { sortedQuantile } from '../simulation/variates.ts'
import type { ResponseSample } from '../simulation/judge-baseline.ts'

/** A lognormal delay by its median and the spread of its logarithms. */
export type DelayPoint = { readonly medianMs: number; readonly sigma: number }

/** The shortest delay that is told from none, and the step to which delays are rounded. */
export const LEAST_DELAY_MS = 1000
/** Between these the spread of a delay is looked for. */
export const SIGMA = { low: 0.1, high: 4 }

const STEPS = 40
/** The greatest value of a sample is chance: the last step of a measured delay stands for this quantile. */
const LAST_STEP = 0.995

/** The lognormal delay; null where it is as good as none. */
export function lognormalDelay({ medianMs, sigma }: DelayPoint): Distribution | null {
  return medianMs < LEAST_DELAY_MS ? null : { kind: 'lognormal', mu: ln(medianMs), sigma }
}

/** The delay in figures that a file can hold. */
export function roundedDelay({ medianMs, sigma }: DelayPoint): DelayPoint {
  return { medianMs: Math.round(medianMs / LEAST_DELAY_MS) * LEAST_DELAY_MS, sigma: Math.round(sigma * 100) / 100 }
}

/** What the history has beyond queue and work, as a first guess at the delay; null without any answer. */
export function firstDelay(observed: ResponseSample | undefined, simulated: ResponseSample | undefined): DelayPoint | null {
  const seen = sortedSample(observed?.times ?? [])
  const run = sortedSample(simulated?.times ?? [])
  if (seen.length === 0) return null
  const rest = (u: number): number => sortedQuantile(seen, u) - (run.length === 0 ? 0 : sortedQuantile(run, u))
  const medianMs = Math.max(rest(0.5), sortedQuantile(seen, 0.5) / 4, LEAST_DELAY_MS)
  const high = Math.max(rest(0.84), medianMs * 1.2)
  return { medianMs, sigma: Math.min(SIGMA.high, Math.max(SIGMA.low, ln(high / medianMs))) }
}

/** A measured delay at equal steps of probability, moved by what a simulation with it misses at each: `before` is what it was, all zeros at first. */
export function movedDelay(before: readonly number[], observed: ResponseSample, simulated: ResponseSample | undefined): readonly number[] {
  const seen = sortedSample(observed.times)
  const run = sortedSample(simulated?.times ?? [])
  const missed = (u: number): number => sortedQuantile(seen, u) - (run.length === 0 ? 0 : sortedQuantile(run, u))
  return before.map((value, index) => Math.max(0, value + missed(Math.min(LAST_STEP, index / STEPS)))).sort((a, b) => a - b)
}

/** A measured delay that is none yet. */
export const NO_DELAY: readonly number[] = new Array<number>(STEPS + 1).fill(0)

/** The measured delay as a distribution, rounded to what a file can hold. */
export function measuredDelay(steps: readonly number[]): Distribution {
  return { kind: 'empirical', sorted: steps.map((value) => Math.round(value / LEAST_DELAY_MS) * LEAST_DELAY_MS) }
}
