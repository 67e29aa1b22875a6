import { exp } from '../simulation/math-exp.ts'
import { ln } from '../simulation/math-ln.ts'
import { kolmogorov, quantileGrid, sortedSample } from '../simulation/sample-distance.ts'
import { quantileOf, sortedQuantile } from '../simulation/variates.ts'
import type { Distribution } from '../simulation/variates.ts'

/** Times as they were measured, and the lognormal distribution that is nearest to them. */
export type TimesFit = {
  readonly n: number
  readonly meanMs: number
  readonly medianMs: number
  readonly p90Ms: number
  /** At equal steps of probability, from the shortest to the longest. */
  readonly quantilesMs: readonly number[]
  /** By the mean and spread of the logarithms (maximum likelihood over the times above 0); null where all are the same. */
  readonly lognormal: { readonly medianMs: number; readonly p95Ms: number; readonly kolmogorov: number } | null
}

const STEPS = 20
const Z95 = 1.6448536269514722

/** Fits a lognormal distribution and keeps the measured quantiles; null without times. */
export function fitTimes(times: readonly number[]): TimesFit | null {
  if (times.length === 0) return null
  const sorted = sortedSample(times)
  return {
    n: times.length,
    meanMs: times.reduce((sum, time) => sum + time, 0) / times.length,
    medianMs: sortedQuantile(sorted, 0.5),
    p90Ms: sortedQuantile(sorted, 0.9),
    quantilesMs: quantileGrid(sorted, STEPS),
    lognormal: lognormalOf(sorted),
  }
}

function lognormalOf(sorted: Float64Array): TimesFit['lognormal'] {
  const logs = Array.from(sorted.filter((time) => time > 0), ln)
  if (logs.length < 2) return null
  const mu = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mu) * (log - mu), 0) / logs.length)
  if (!(sigma > 0)) return null
  const model: Distribution = { kind: 'lognormal', mu, sigma }
  const fitted = Float64Array.from({ length: 999 }, (_, index) => quantileOf(model, (index + 1) / 1000))
  return { medianMs: exp(mu), p95Ms: exp(mu + sigma * Z95), kolmogorov: kolmogorov(sorted, fitted) ?? 1 }
}
