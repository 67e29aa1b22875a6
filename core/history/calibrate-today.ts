import { exp } from '../simulation/math-exp.ts'
import { ln } from '../simulation/math-ln.ts'
import { scaled } from './scaled-distribution.ts'
import type { Distribution } from '../simulation/variates.ts'
import type { DeskLine, DeskTurn } from './delays-by-priority.ts'
import { delaysByPriority } from './delays-by-priority.ts'
import { goldenSteps } from './golden-steps.ts'
import type { CalibratedDesk } from './measured-desk.ts'
import { MeasuredDesk } from './measured-desk.ts'
import { distanceTo } from './response-distance.ts'
import type { DelayPoint } from './response-delay.ts'
import { firstDelay, LEAST_DELAY_MS, lognormalDelay, measuredDelay, movedDelay, NO_DELAY, roundedDelay, SIGMA } from './response-delay.ts'
import type { DeskSettings } from './today-desk.ts'
import { ALL } from './today-desk.ts'

/** Where the search begins: handle times as assumed or measured (null: stated, and left as they are), and shrinkage. */
export type CalibrationStart = { readonly handleTime: Distribution | null; readonly shrinkage: number }

/** What the search found. */
export type Calibration = DeskSettings & {
  readonly handleTimeScale: number
  /** The form of the delay: none, lognormal, or the measured rest at equal steps of probability. */
  readonly delayForm: 'none' | 'lognormal' | 'empirical'
  /** Whether priorities with enough tickets have a delay of their own. */
  readonly delayBy: 'all' | 'priority'
  readonly evaluations: number
  /** The distance that was minimised, before and after, in open milliseconds. */
  readonly distanceBefore: number
  readonly distanceAfter: number
}

/** How far a search is, in simulations; `total` is a bound. */
export type CalibrationStep = { readonly done: number; readonly total: number }

const SCALE = { low: 0.25, high: 4 }
const SHRINKAGE = { low: 0, high: 0.7 }
const ROUNDS = 2
const STEPS_A_LINE = 8
const FEWEST_FOR_EMPIRICAL = 200
const EMPIRICAL_ROUNDS = 7
/** A delay that takes more numbers to say must come nearer by this factor to be worth them. */
const GAIN = 0.9
const MOST_SIMULATIONS = 220

type Point = DelayPoint & DeskTurn
type Found = { readonly settings: DeskSettings; readonly scale: number; readonly form: Calibration['delayForm']; readonly by: Calibration['delayBy']; readonly distance: number }

/**
 * Finds shrinkage, a scale of the handle time and the delay that is neither queue nor work, so that the first responses in open hours come
 * nearest to the history by priority (Wasserstein-1, up to the 95th percentile). Golden section along one parameter after the other, always
 * on the same random numbers: the same input gives the same result, in a bounded number of evaluations. The search runs on `desk`, a sample
 * of the weeks; the delay is then settled on the `whole` part that may be looked at, and priorities with enough tickets get one of their own.
 */
export function* calibrateToday(desk: CalibratedDesk, whole: CalibratedDesk, start: CalibrationStart): Generator<CalibrationStep, Calibration, void> {
  const sample = new MeasuredDesk(desk)
  const all = new MeasuredDesk(whole)
  const told = (): CalibrationStep => ({ done: Math.min(MOST_SIMULATIONS, sample.simulations + all.simulations), total: MOST_SIMULATIONS })
  const deskOf = ({ scale, shrinkage }: DeskTurn, responseDelay: Distribution | null): DeskSettings => ({ shrinkage, handleTime: start.handleTime === null ? null : scaled(start.handleTime, scale), responseDelay, responseDelays: {} })
  const settingsOf = (point: Point): DeskSettings => deskOf(point, lognormalDelay(point))

  const turns: readonly DeskLine[] = [
    ...(start.handleTime === null ? [] : [{ low: ln(SCALE.low), high: ln(SCALE.high), at: ({ shrinkage }: DeskTurn, value: number): DeskTurn => ({ shrinkage, scale: exp(value) }) }]),
    { ...SHRINKAGE, at: ({ scale }, value) => ({ scale, shrinkage: value }) },
  ]
  const plain: Point = { scale: 1, shrinkage: start.shrinkage, medianMs: 0, sigma: 1 }
  yield told()
  const distanceBefore = all.distance(settingsOf(plain))
  yield told()
  const without = sample.simulate(settingsOf(plain))
  let best = { point: plain, distance: distanceTo(sample.targets, without) }
  const first = firstDelay(sample.observed.get(ALL), without.get(ALL))
  const lines: readonly { readonly low: number; readonly high: number; readonly at: (point: Point, value: number) => Point }[] = [
    ...(first === null ? [] : [
      { low: ln(LEAST_DELAY_MS), high: ln(Math.max(LEAST_DELAY_MS * 10, first.medianMs * 8)), at: (point: Point, value: number): Point => ({ ...point, medianMs: exp(value), sigma: point.medianMs === 0 ? first.sigma : point.sigma }) },
      { ...SIGMA, at: (point: Point, value: number): Point => ({ ...point, sigma: value }) },
    ]),
    ...turns.map(({ low, high, at }) => ({ low, high, at: (point: Point, value: number): Point => ({ ...point, ...at(point, value) }) })),
  ]
  const take = (point: Point): number => {
    const distance = sample.distance(settingsOf(point))
    if (distance < best.distance) best = { point, distance }
    return distance
  }
  if (first !== null) take({ ...plain, ...first })
  for (let round = 0; round < ROUNDS; round++) {
    for (const { low, high, at } of lines) {
      const from = best.point
      const search = goldenSteps(low, high, STEPS_A_LINE)
      for (let next = search.next(); next.done !== true; next = search.next(take(at(from, next.value)))) yield told()
    }
  }
  if (best.point.medianMs >= LEAST_DELAY_MS) {
    const from = best.point
    yield told()
    best = { point: from, distance: all.distance(settingsOf(from)) }
    const settle = (point: Point): number => {
      const distance = all.distance(settingsOf(point))
      if (distance < best.distance) best = { point, distance }
      return distance
    }
    const search = goldenSteps(ln(from.medianMs / 3), ln(from.medianMs * 3), STEPS_A_LINE)
    for (let next = search.next(); next.done !== true; next = search.next(settle({ ...from, medianMs: exp(next.value) }))) yield told()
  }
  const rounded: Point = { ...roundedDelay(best.point), scale: hundredth(best.point.scale), shrinkage: hundredth(best.point.shrinkage) }
  const lognormal = settingsOf(rounded)
  yield told()
  const common: Found = { settings: lognormal, scale: rounded.scale, form: lognormal.responseDelay === null ? 'none' : 'lognormal', by: 'all', distance: all.distance(lognormal) }
  const found = [common]
  const measured = measuredRounds(all, lognormal)
  for (let next = measured.next(); ; next = measured.next()) {
    if (next.done === true) {
      if (next.value !== null) found.push({ ...next.value, scale: rounded.scale, form: 'empirical', by: 'all' })
      break
    }
    yield told()
  }
  const { responseDelay } = found.reduce(nearer).settings
  const byPriority = delaysByPriority(sample, all, { turn: plain, lines: turns, settingsOf: (turn) => deskOf(turn, responseDelay) })
  for (let next = byPriority.next(); ; next = byPriority.next()) {
    if (next.done === true) {
      found.push(...next.value.map(({ turn, ...one }): Found => ({ ...one, scale: turn.scale, by: 'priority' })))
      break
    }
    yield told()
  }
  const { settings, scale, form, by, distance } = found.reduce(nearer)
  return { ...settings, handleTimeScale: scale, delayForm: form, delayBy: by, evaluations: sample.simulations + all.simulations, distanceBefore, distanceAfter: distance }
}

/** What takes more numbers comes later, and is taken only where it is clearly nearer. */
function nearer(one: Found, other: Found): Found {
  return other.distance < one.distance * GAIN ? other : one
}

/** Moves each quantile of the delay by what the simulation misses there, a few times over. */
function* measuredRounds(desk: MeasuredDesk, settings: DeskSettings): Generator<void, { readonly settings: DeskSettings; readonly distance: number } | null, void> {
  const observed = desk.observed.get(ALL)
  if (observed === undefined || observed.times.length < FEWEST_FOR_EMPIRICAL) return null
  let best: { readonly settings: DeskSettings; readonly distance: number } | null = null
  let steps = NO_DELAY
  for (let round = 0; round < EMPIRICAL_ROUNDS; round++) {
    yield
    const tried: DeskSettings = { ...settings, responseDelay: measuredDelay(steps) }
    const simulated = desk.simulate(tried)
    const distance = distanceTo(desk.targets, simulated)
    if (best === null || distance < best.distance) best = { settings: tried, distance }
    steps = movedDelay(steps, observed, simulated.get(ALL))
  }
  return best
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
