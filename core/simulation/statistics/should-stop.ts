import { interval, meanOfKnown } from '../figures.ts'

/** When replications are enough: half of the 95 % interval within a share of the figure, or so many of them. */
export type StopRule = { readonly within: number; readonly atMost: number }

/** Whether to go on, and how narrow the interval is. */
export type StopDecision = {
  readonly stop: boolean
  /** `narrow`: the figure is known closely enough; `atMost`: there may be no more; null: go on. */
  readonly because: 'narrow' | 'atMost' | null
  readonly replications: number
  /** Half of the interval; null with fewer than two figures. */
  readonly halfWidth: number | null
  /** The same as a share of the figure; null where the figure is 0 or unknown. */
  readonly share: number | null
}

// A half-width from two or three replications is itself too uncertain to stop at.
const FEWEST = 5

/** Decides on one KPI whether further replications are needed; `values` has its figure of each replication so far, null where there was none. */
export function shouldStop(values: readonly (number | null)[], { within, atMost }: StopRule): StopDecision {
  const range = interval(values)
  const mean = meanOfKnown(values)
  const halfWidth = range === null ? null : (range[1] - range[0]) / 2
  const share = halfWidth === null || mean === null || mean === 0 ? null : halfWidth / Math.abs(mean)
  const narrow = values.length >= FEWEST && (share !== null ? share <= within : halfWidth === 0)
  const stop = narrow || values.length >= atMost
  return { stop, because: narrow ? 'narrow' : stop ? 'atMost' : null, replications: values.length, halfWidth, share }
}
