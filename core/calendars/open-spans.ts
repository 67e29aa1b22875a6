import type { OpenTime } from './calendar.ts'
import { openTimeOf } from './calendar.ts'

/** From an instant up to, not including, another. */
export type TimeSpan = { readonly from: number; readonly to: number }

/** Open whenever one of the times is; all are compiled for the same period. */
export function unionOf(times: readonly OpenTime[], period: TimeSpan): OpenTime {
  const [only] = times
  if (only !== undefined && times.length === 1) return only
  const spans = times.flatMap((time) => Array.from(time.opens, (open, index): [number, number] => [open, time.closes[index] ?? open])).sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [open, close] of spans) {
    const last = merged.at(-1)
    if (last !== undefined && open <= last[1]) last[1] = Math.max(last[1], close)
    else merged.push([open, close])
  }
  return openTimeOf(merged, period.from, period.to)
}

/** The closed spans between two openings; what the period cuts off is not known to its end and is left out. */
export function gapsOf(time: OpenTime): readonly TimeSpan[] {
  return Array.from(time.closes.subarray(0, -1), (from, index) => ({ from, to: time.opens[index + 1] ?? from })).filter(({ from, to }) => from < to)
}

/** The first open instant at or after `t`; undefined where there is none. */
export function nextOpen(time: OpenTime, t: number): number | undefined {
  const index = firstAfter(time.closes, t)
  return index === time.closes.length ? undefined : Math.max(t, time.opens[index] ?? t)
}

/** The end of the last open span that begins before `t`, at most `t`; undefined where there is none. */
export function lastOpen(time: OpenTime, t: number): number | undefined {
  const index = firstAfter(time.opens, t - 1) - 1
  return index === -1 ? undefined : Math.min(t, time.closes[index] ?? t)
}

/** Whether it is open at some instant of a span. */
export function isOpenWithin(time: OpenTime, { from, to }: TimeSpan): boolean {
  const open = nextOpen(time, from)
  return open !== undefined && open < to
}

/** The instants strictly inside a span at which it opens. */
export function openingsWithin(time: OpenTime, { from, to }: TimeSpan): readonly number[] {
  return [...time.opens.subarray(firstAfter(time.opens, from), firstAfter(time.opens, to - 1))]
}

/** The instants strictly inside a span at which it closes. */
export function closingsWithin(time: OpenTime, { from, to }: TimeSpan): readonly number[] {
  return [...time.closes.subarray(firstAfter(time.closes, from), firstAfter(time.closes, to - 1))]
}

// Instants are whole milliseconds.
function firstAfter(sorted: Float64Array, t: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= t) low = middle + 1
    else high = middle
  }
  return low
}
