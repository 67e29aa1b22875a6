import { exp } from '../simulation/math-exp.ts'
import { ln } from '../simulation/math-ln.ts'
import { sortedSample, wasserstein } from '../simulation/sample-distance.ts'
import type { Distribution } from '../simulation/variates.ts'
import { sortedQuantile } from '../simulation/variates.ts'
import type { DeskSettings, Responses } from './today-desk.ts'
import { ALL } from './today-desk.ts'

/** The desk that a calibration turns, on the tickets that it may look at. */
export type CalibratedDesk = { readonly observed: Responses; readonly simulate: (settings: DeskSettings) => Responses }

/** Where the search begins: handle times as assumed or measured, and shrinkage. */
export type CalibrationStart = { readonly handleTime: Distribution; readonly shrinkage: number }

/** What the search found. */
export type Calibration = DeskSettings & {
  readonly handleTimeScale: number
  /** The form of the delay: none, lognormal, or the measured rest at equal steps of probability. */
  readonly delayForm: 'none' | 'lognormal' | 'empirical'
  readonly evaluations: number
  /** The distance that was minimised, before and after, in open milliseconds. */
  readonly distanceBefore: number
  readonly distanceAfter: number
}

const SCALE = { low: 0.25, high: 4 }
const SHRINKAGE = { low: 0, high: 0.7 }
const SIGMA = { low: 0.1, high: 4 }
const ROUNDS = 2
const STEPS_A_LINE = 8
const GOLDEN = 0.6180339887498949
/** Beyond this quantile of the history the search does not look: a few forgotten tickets would decide everything else. */
const LOOKED_AT = 0.95
const FEWEST_FOR_GROUP = 20
const FEWEST_FOR_EMPIRICAL = 200
const EMPIRICAL_STEPS = 40
const EMPIRICAL_ROUNDS = 6
/** The measured delay must beat the lognormal one by this factor to be worth its forty numbers. */
const EMPIRICAL_GAIN = 0.9
const LEAST_MS = 1000
/** The greatest value of a sample is chance: the last step of a measured delay stands for this quantile. */
const LAST_STEP = 0.995

type Point = { readonly scale: number; readonly shrinkage: number; readonly medianMs: number; readonly sigma: number }

/**
 * Finds shrinkage, a scale of the handle time and the delay that is neither queue nor work, so that the first responses in open hours come
 * nearest to the history by priority (Wasserstein-1, up to the 95th percentile). Golden section along one parameter after the other, always
 * on the same random numbers: the same input gives the same result, in a bounded number of evaluations. The search runs on `desk`, a sample
 * of the weeks; the delay is then settled on the `whole` part that may be looked at.
 */
export function calibrateToday(desk: CalibratedDesk, whole: CalibratedDesk, start: CalibrationStart): Calibration {
  let evaluations = 0
  const measureOn = (one: CalibratedDesk): ((settings: DeskSettings) => number) => {
    const targets = targetsOf(one.observed)
    return (settings) => {
      evaluations += 1
      return distance(targets, one.simulate(settings))
    }
  }
  const distanceOf = measureOn(desk)
  const wholeDistanceOf = measureOn(whole)
  const settingsOf = (point: Point): DeskSettings => ({ shrinkage: point.shrinkage, handleTime: scaled(start.handleTime, point.scale), responseDelay: delayOf(point) })

  const plain: Point = { scale: 1, shrinkage: start.shrinkage, medianMs: 0, sigma: 1 }
  const distanceBefore = wholeDistanceOf(settingsOf(plain))
  let best = { point: plain, distance: distanceOf(settingsOf(plain)) }
  const first = firstDelay(desk, settingsOf(plain))
  const lines: readonly { readonly low: number; readonly high: number; readonly at: (point: Point, value: number) => Point }[] = [
    ...(first === null ? [] : [
      { low: ln(LEAST_MS), high: ln(Math.max(LEAST_MS * 10, first.medianMs * 8)), at: (point: Point, value: number): Point => ({ ...point, medianMs: exp(value), sigma: point.medianMs === 0 ? first.sigma : point.sigma }) },
      { ...SIGMA, at: (point: Point, value: number): Point => ({ ...point, sigma: value }) },
    ]),
    { low: ln(SCALE.low), high: ln(SCALE.high), at: (point, value) => ({ ...point, scale: exp(value) }) },
    { ...SHRINKAGE, at: (point, value) => ({ ...point, shrinkage: value }) },
  ]
  const take = (point: Point): number => {
    const found = distanceOf(settingsOf(point))
    if (found < best.distance) best = { point, distance: found }
    return found
  }
  if (first !== null) take({ ...plain, ...first })
  for (let round = 0; round < ROUNDS; round++) {
    for (const { low, high, at } of lines) {
      const from = best.point
      goldenSection(low, high, (value) => take(at(from, value)))
    }
  }
  if (best.point.medianMs >= LEAST_MS) {
    const found = best.point
    best = { point: found, distance: wholeDistanceOf(settingsOf(found)) }
    goldenSection(ln(found.medianMs / 3), ln(found.medianMs * 3), (value) => {
      const point = { ...found, medianMs: exp(value) }
      const away = wholeDistanceOf(settingsOf(point))
      if (away < best.distance) best = { point, distance: away }
      return away
    })
  }
  const rounded: Point = { scale: hundredth(best.point.scale), shrinkage: hundredth(best.point.shrinkage), medianMs: Math.round(best.point.medianMs / LEAST_MS) * LEAST_MS, sigma: hundredth(best.point.sigma) }
  const lognormal = settingsOf(rounded)
  const lognormalDistance = wholeDistanceOf(lognormal)
  const common = { handleTimeScale: rounded.scale, distanceBefore }
  const empirical = measuredDelay(whole, lognormal, wholeDistanceOf)
  if (empirical !== null && empirical.distance < lognormalDistance * EMPIRICAL_GAIN) {
    return { ...lognormal, ...common, responseDelay: empirical.delay, delayForm: 'empirical', evaluations, distanceAfter: empirical.distance }
  }
  return { ...lognormal, ...common, delayForm: lognormal.responseDelay === null ? 'none' : 'lognormal', evaluations, distanceAfter: lognormalDistance }
}

/** A distribution whose values are all multiplied by the same number. */
export function scaled(distribution: Distribution, scale: number): Distribution {
  switch (distribution.kind) {
    case 'deterministic':
      return { kind: 'deterministic', value: distribution.value * scale }
    case 'uniform':
      return { kind: 'uniform', from: distribution.from * scale, to: distribution.to * scale }
    case 'exponential':
      return { kind: 'exponential', mean: distribution.mean * scale }
    case 'lognormal':
      return { kind: 'lognormal', mu: distribution.mu + ln(scale), sigma: distribution.sigma }
    case 'erlang':
      return { ...distribution, mean: distribution.mean * scale }
    case 'hyperexponential':
      return { ...distribution, first: distribution.first * scale, second: distribution.second * scale }
    case 'empirical':
      return { kind: 'empirical', sorted: distribution.sorted.map((value) => value * scale) }
  }
}

type Target = { readonly id: string; readonly sorted: Float64Array; readonly cap: number; readonly weight: number }

/** By priority where there are priorities, all tickets together where there are none. */
function targetsOf(observed: Responses): readonly Target[] {
  const groups = [...observed].filter(([id, sample]) => id !== ALL && sample.times.length >= FEWEST_FOR_GROUP)
  const used = groups.length === 0 ? [...observed].filter(([id]) => id === ALL) : groups
  const total = used.reduce((sum, [, sample]) => sum + sample.times.length, 0)
  return used.map(([id, sample]) => {
    const sorted = sortedSample(sample.times)
    const cap = Math.max(LEAST_MS, sortedQuantile(sorted, LOOKED_AT))
    return { id, sorted: capped(sorted, cap), cap, weight: sample.times.length / total }
  })
}

function distance(targets: readonly Target[], simulated: Responses): number {
  return targets.reduce((sum, { id, sorted, cap, weight }) => {
    const times = simulated.get(id)?.times ?? []
    // Nobody answered: as bad as it can be.
    return sum + weight * (wasserstein(sorted, capped(sortedSample(times), cap)) ?? cap)
  }, 0)
}

function capped(sorted: Float64Array, cap: number): Float64Array {
  return sorted.map((value) => Math.min(value, cap))
}

function delayOf({ medianMs, sigma }: Point): Distribution | null {
  return medianMs < LEAST_MS ? null : { kind: 'lognormal', mu: ln(medianMs), sigma }
}

/** What the history has beyond queue and work, as a first guess at the delay; null where the desk is slower than the history without any. */
function firstDelay(desk: CalibratedDesk, settings: DeskSettings): { readonly medianMs: number; readonly sigma: number } | null {
  const observed = sortedSample(desk.observed.get(ALL)?.times ?? [])
  const simulated = sortedSample(desk.simulate(settings).get(ALL)?.times ?? [])
  if (observed.length === 0) return null
  const rest = (u: number): number => sortedQuantile(observed, u) - sortedQuantile(simulated, u)
  const medianMs = Math.max(rest(0.5), sortedQuantile(observed, 0.5) / 4, LEAST_MS)
  const high = Math.max(rest(0.84), medianMs * 1.2)
  return { medianMs, sigma: Math.min(SIGMA.high, Math.max(SIGMA.low, ln(high / medianMs))) }
}

/** Moves each quantile of the delay by what the simulation misses there, a few times over. */
function measuredDelay(desk: CalibratedDesk, settings: DeskSettings, distanceOf: (settings: DeskSettings) => number): { readonly delay: Distribution; readonly distance: number } | null {
  const observed = sortedSample(desk.observed.get(ALL)?.times ?? [])
  if (observed.length < FEWEST_FOR_EMPIRICAL) return null
  let best: { readonly delay: Distribution; readonly distance: number } | null = null
  let sorted = settings.responseDelay === null ? new Array<number>(EMPIRICAL_STEPS + 1).fill(0) : observedGrid(desk, settings, observed)
  for (let round = 0; round < EMPIRICAL_ROUNDS; round++) {
    const delay: Distribution = { kind: 'empirical', sorted: sorted.map((value) => Math.round(value / LEAST_MS) * LEAST_MS) }
    const found = distanceOf({ ...settings, responseDelay: delay })
    if (best === null || found < best.distance) best = { delay, distance: found }
    const simulated = sortedSample(desk.simulate({ ...settings, responseDelay: delay }).get(ALL)?.times ?? [])
    sorted = sorted.map((value, index) => Math.max(0, value + sortedQuantile(observed, stepAt(index)) - sortedQuantile(simulated, stepAt(index)))).sort((a, b) => a - b)
  }
  return best
}

function observedGrid(desk: CalibratedDesk, settings: DeskSettings, observed: Float64Array): number[] {
  const without = sortedSample(desk.simulate({ ...settings, responseDelay: null }).get(ALL)?.times ?? [])
  return Array.from({ length: EMPIRICAL_STEPS + 1 }, (_, index) => Math.max(0, sortedQuantile(observed, stepAt(index)) - sortedQuantile(without, stepAt(index)))).sort((a, b) => a - b)
}

function stepAt(index: number): number {
  return Math.min(LAST_STEP, index / EMPIRICAL_STEPS)
}

function goldenSection(low: number, high: number, evaluate: (value: number) => number): void {
  let from = low
  let to = high
  let left = to - GOLDEN * (to - from)
  let right = from + GOLDEN * (to - from)
  let atLeft = evaluate(left)
  let atRight = evaluate(right)
  for (let step = 2; step < STEPS_A_LINE; step++) {
    if (atLeft <= atRight) {
      to = right
      right = left
      atRight = atLeft
      left = to - GOLDEN * (to - from)
      atLeft = evaluate(left)
    } else {
      from = left
      left = right
      atLeft = atRight
      right = from + GOLDEN * (to - from)
      atRight = evaluate(right)
    }
  }
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
