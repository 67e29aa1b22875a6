import type { SweepValue, ValueKind } from '../../core/simulation/what-if/sweep-range.ts'
import { durationText } from '../../core/spec/duration.ts'
import type { PathRange } from '../../core/spec/override-path.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Spans of time that people name. */
const spans = [
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 30, 36, 40, 48, 56].map((hours) => hours * HOUR),
  ...[3, 4, 5, 7, 10, 14].map((days) => days * DAY),
]

/** How far around what is there now a slider reaches. */
export type ValueLimits = { readonly from: number; readonly to: number; readonly step: number }

/** The values of a slider, in order, the present one among them; what the format refuses is left out. */
export function sliderValues(kind: Exclude<ValueKind, 'word'>, present: SweepValue, range: PathRange | null, limits: ValueLimits | null): readonly SweepValue[] {
  const all = kind === 'number' ? numbers(present, limits ?? aroundNumber(present.at)) : kind === 'time' ? times(limits ?? { from: 0, to: DAY, step: 30 * MINUTE }) : durations(present.at)
  return [...all.filter(({ at }) => at !== present.at), present].filter(({ at }) => at === present.at || fits(at, range)).sort((a, b) => a.at - b.at)
}

/** At most so many values of a slider, evenly spread, with both ends and the present one among them. */
export function spreadOver(values: readonly SweepValue[], present: SweepValue, most: number): readonly SweepValue[] {
  if (values.length <= most) return values
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round((index * (values.length - 1)) / (most - 1))))
  const at = values.findIndex((value) => value.at === present.at)
  if (at >= 0 && !chosen.has(at)) {
    // The nearest one that is no end gives its place to the present one.
    const near = [...chosen].filter((index) => index !== 0 && index !== values.length - 1).sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0]
    if (near !== undefined) chosen.delete(near)
    chosen.add(at)
  }
  return values.filter((_, index) => chosen.has(index))
}

function aroundNumber(present: number): ValueLimits {
  if (!Number.isInteger(present) && present > 0 && present < 1) return { from: 0, to: 1, step: 0.01 }
  if (!Number.isInteger(present)) return { from: 0, to: Math.ceil(present * 3), step: 0.1 }
  return { from: 0, to: Math.max(10, present * 3), step: Math.max(1, Math.round(present / 20)) }
}

function numbers({ at: present }: SweepValue, { from, to, step }: ValueLimits): readonly SweepValue[] {
  // Counted in whole hundredths: sums of 0.1 would drift off what people write.
  const unit = Number.isInteger(step) && Number.isInteger(present) ? 1 : 100
  const count = Math.floor((Math.round(to * unit) - Math.round(from * unit)) / Math.round(step * unit))
  return Array.from({ length: count + 1 }, (_, index) => (Math.round(from * unit) + index * Math.round(step * unit)) / unit).map((at) => ({ written: at, at }))
}

function times({ from, to, step }: ValueLimits): readonly SweepValue[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step).map((at) => {
    const minutes = Math.round(at / MINUTE)
    return { written: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`, at }
  })
}

function durations(present: number): readonly SweepValue[] {
  return spans.filter((ms) => ms >= present / 16 && ms <= present * 8).map((at) => ({ written: durationText(at), at }))
}

function fits(at: number, range: PathRange | null): boolean {
  if (range?.kind !== 'number') return true
  const { min, minIsOpen, max, whole } = range
  return (min === null || (minIsOpen ? at > min : at >= min)) && (max === null || at <= max) && (!whole || Number.isInteger(at))
}
