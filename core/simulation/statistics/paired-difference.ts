import type { Interval } from '../run-report.ts'
import { studentT, studentTail } from '../student-t.ts'

/** How two sides differ, replication by replication under common random numbers. */
export type PairedDifference = {
  /** The mean of second minus first. */
  readonly difference: number
  /** Its interval, at `confidence` for all comparisons together; null with fewer than two pairs. */
  readonly interval: Interval
  /** The chance of a difference at least as large if there were none, times the number of comparisons (Bonferroni), at most 1. */
  readonly p: number | null
  /** The interval excludes "no difference". */
  readonly clear: boolean
  readonly pairs: number
  readonly comparisons: number
}

/**
 * Compares columns of figures, one entry a replication; entries without a partner are left out. With several comparisons at once
 * each interval is widened (Bonferroni), so that all of them hold together.
 */
export function pairedDifference(before: readonly (number | null)[], after: readonly (number | null)[], comparisons = 1, confidence = 0.95): PairedDifference | null {
  const differences = after.flatMap((value, index) => {
    const was = before[index] ?? null
    return value === null || was === null ? [] : [value - was]
  })
  const n = differences.length
  if (n === 0) return null
  const difference = differences.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { difference, interval: null, p: null, clear: false, pairs: n, comparisons }
  const variance = differences.reduce((sum, value) => sum + (value - difference) * (value - difference), 0) / (n - 1)
  const error = Math.sqrt(variance / n)
  const half = error === 0 ? 0 : studentT(1 - (1 - confidence) / (2 * comparisons), n - 1) * error
  const interval = [difference - half, difference + half] as const
  // Without any spread every replication says the same: then it is no chance, or no difference at all.
  const p = error === 0 ? (difference === 0 ? 1 : 0) : Math.min(1, studentTail(difference / error, n - 1) * comparisons)
  return { difference, interval, p, clear: interval[0] > 0 || interval[1] < 0, pairs: n, comparisons }
}
