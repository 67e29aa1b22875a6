import type { ResponseCurve } from '../../core/simulation/report/response-curve.ts'

/** The share of all requests that were answered within a time; null where there were none. Between two steps of the curve it is read off the line. */
export function shareWithin({ answered, quantilesMs }: ResponseCurve, ms: number): number | null {
  if (answered === null) return null
  const last = quantilesMs.length - 1
  const above = quantilesMs.findIndex((at) => at > ms)
  if (last < 1) return 0
  if (above < 0) return answered
  if (above === 0) return 0
  const low = quantilesMs[above - 1] ?? 0
  const high = quantilesMs[above] ?? low
  return (answered * (above - 1 + (high === low ? 0 : (ms - low) / (high - low)))) / last
}
