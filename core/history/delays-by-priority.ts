import { exp } from '../simulation/math-exp.ts'
import { ln } from '../simulation/math-ln.ts'
import type { Distribution } from '../simulation/variates.ts'
import { goldenSteps } from './golden-steps.ts'
import type { MeasuredDesk } from './measured-desk.ts'
import type { ResponseTarget } from './response-distance.ts'
import { distanceOf, distanceTo } from './response-distance.ts'
import type { DelayPoint } from './response-delay.ts'
import { firstDelay, LEAST_DELAY_MS, lognormalDelay, measuredDelay, movedDelay, NO_DELAY, roundedDelay, SIGMA } from './response-delay.ts'
import type { DeskSettings, Responses } from './today-desk.ts'
import { ALL } from './today-desk.ts'

/** What of a desk is turned beside its delays. */
export type DeskTurn = { readonly scale: number; readonly shrinkage: number }

/** One line along which the desk itself is turned. */
export type DeskLine = { readonly low: number; readonly high: number; readonly at: (turn: DeskTurn, value: number) => DeskTurn }

/** Where the search begins, along which lines it may turn the desk, and what its settings are then; `settingsOf` leaves delays by priority out. */
export type PriorityStart = { readonly turn: DeskTurn; readonly lines: readonly DeskLine[]; readonly settingsOf: (turn: DeskTurn) => DeskSettings }

/** Delays by priority of one form, the desk with them, and how near they come to the whole history. */
export type DelaysByPriority = { readonly settings: DeskSettings; readonly turn: DeskTurn; readonly form: 'lognormal' | 'empirical'; readonly distance: number }

/** Fewer answers than this are no reason for a delay of their own. */
export const FEWEST_FOR_DELAY = 50
const FEWEST_FOR_EMPIRICAL = 200
const ROUNDS = 2
const STEPS_A_LINE = 8
const EMPIRICAL_ROUNDS = 7
const NONE: Distribution = { kind: 'deterministic', value: 0 }

/**
 * Gives each priority with enough answers a delay of its own, and turns the desk anew: with one delay for all, handle times and shrinkage
 * have taken up what it could not be. The searches of all priorities go side by side in the same simulations, each towards its own
 * distance: what one priority waits changes the queue of another only a little. Nothing where the history has one priority, or too few answers in each.
 */
export function* delaysByPriority(sample: MeasuredDesk, whole: MeasuredDesk, start: PriorityStart): Generator<void, readonly DelaysByPriority[], void> {
  const groups = groupsOf(sample, whole)
  if (groups.length === 0) return []
  const searches = new DelaySearches(groups, start)
  yield
  yield* searches.begin(sample)
  for (let round = 0; round < ROUNDS; round++) {
    yield* searches.look(sample, ({ first }) => ({ low: ln(LEAST_DELAY_MS), high: ln(Math.max(LEAST_DELAY_MS * 10, first.medianMs * 8)) }), (point, value) => ({ ...point, medianMs: exp(value) }))
    yield* searches.look(sample, () => SIGMA, (point, value) => ({ ...point, sigma: value }))
    for (const line of start.lines) yield* searches.turnAlong(sample, line)
  }
  yield* searches.settle(whole)
  const { turn } = searches
  const settingsWith = (delays: ReadonlyMap<string, Distribution>): DeskSettings => searches.settingsWith(delays)
  const lognormal = settingsWith(searches.delays())
  yield
  const result: DelaysByPriority[] = [{ settings: lognormal, turn, form: 'lognormal', distance: whole.distance(lognormal) }]

  const measured = groups.filter(({ answered }) => answered >= FEWEST_FOR_EMPIRICAL)
  if (measured.length === 0) return result
  let best: DelaysByPriority | null = null
  let steps = new Map(measured.map(({ id }) => [id, NO_DELAY]))
  for (let round = 0; round < EMPIRICAL_ROUNDS; round++) {
    yield
    const settings = settingsWith(new Map([...searches.delays(), ...[...steps].map(([id, its]) => [id, measuredDelay(its)] as const)]))
    const simulated = whole.simulate(settings)
    const distance = distanceTo(whole.targets, simulated)
    if (best === null || distance < best.distance) best = { settings, turn, form: 'empirical', distance }
    steps = new Map([...steps].map(([id, its]) => [id, movedDelay(its, whole.observed.get(id) ?? { times: [], tickets: 0 }, simulated.get(id))]))
  }
  return best === null ? result : [...result, best]
}

type Group = { readonly id: string; readonly answered: number; readonly onSample: ResponseTarget; readonly onWhole: ResponseTarget }

function groupsOf(sample: MeasuredDesk, whole: MeasuredDesk): readonly Group[] {
  const groups = whole.targets.flatMap((onWhole): readonly Group[] => {
    const onSample = sample.targets.find(({ id }) => id === onWhole.id)
    const answered = whole.observed.get(onWhole.id)?.times.length ?? 0
    return onWhole.id === ALL || onSample === undefined || answered < FEWEST_FOR_DELAY ? [] : [{ id: onWhole.id, answered, onSample, onWhole }]
  })
  const [only] = groups
  // One delay for the only priority is the delay for all.
  return groups.length === 1 && only?.answered === whole.observed.get(ALL)?.times.length ? [] : groups
}

type Searched = { readonly group: Group; readonly first: DelayPoint; readonly best: DelayPoint; readonly distance: number }

/** One search for each priority, advanced together. */
class DelaySearches {
  #all: readonly Searched[] = []
  #turn: DeskTurn
  readonly #groups: readonly Group[]
  readonly #start: PriorityStart

  constructor(groups: readonly Group[], start: PriorityStart) {
    this.#groups = groups
    this.#start = start
    this.#turn = start.turn
  }

  get turn(): DeskTurn {
    return this.#turn
  }

  settingsWith(delays: ReadonlyMap<string, Distribution>, turn = this.#turn): DeskSettings {
    return { ...this.#start.settingsOf(turn), responseDelays: Object.fromEntries(this.#groups.map(({ id }) => [id, delays.get(id) ?? NONE])) }
  }

  /** Begins with what each priority has beyond queue and work. */
  *begin(desk: MeasuredDesk): Generator<void, void, void> {
    const without = desk.simulate(this.settingsWith(new Map()))
    this.#all = this.#groups.map((group) => {
      const none: DelayPoint = { medianMs: 0, sigma: 1 }
      return { group, first: firstDelay(desk.observed.get(group.id), without.get(group.id)) ?? none, best: none, distance: distanceOf(group.onSample, without) }
    })
    yield
    this.#take(desk, this.#all.map(({ first }) => first), 'onSample')
  }

  /** A line search of every priority along the same parameter. */
  *look(desk: MeasuredDesk, bounds: (one: Searched) => { readonly low: number; readonly high: number }, at: (point: DelayPoint, value: number) => DelayPoint, on: 'onSample' | 'onWhole' = 'onSample'): Generator<void, void, void> {
    const searches = this.#all.map((one) => {
      const { low, high } = bounds(one)
      return { from: one.best.medianMs < LEAST_DELAY_MS ? { ...one.first } : one.best, search: goldenSteps(low, high, STEPS_A_LINE) }
    })
    let looked = searches.map(({ search }) => search.next())
    while (looked.some((next) => next.done !== true)) {
      yield
      const points = searches.map(({ from }, index) => { const next = looked[index]; return next === undefined || next.done === true ? from : at(from, next.value) })
      const distances = this.#take(desk, points, on)
      looked = searches.map(({ search }, index) => search.next(distances[index] ?? 0))
    }
  }

  /** A line search of the desk itself, towards the distance of all priorities together. */
  *turnAlong(desk: MeasuredDesk, { low, high, at }: DeskLine): Generator<void, void, void> {
    const from = this.#turn
    const delays = this.delays()
    const look = (turn: DeskTurn): { readonly turn: DeskTurn; readonly distance: number; readonly simulated: Responses } => {
      const simulated = desk.simulate(this.settingsWith(delays, turn))
      return { turn, simulated, distance: distanceTo(desk.targets, simulated) }
    }
    yield
    let best = look(from)
    const search = goldenSteps(low, high, STEPS_A_LINE)
    for (let next = search.next(); next.done !== true;) {
      yield
      const seen = look(at(from, next.value))
      if (seen.distance < best.distance) best = seen
      next = search.next(seen.distance)
    }
    this.#turn = best.turn
    this.#all = this.#all.map((one) => ({ ...one, distance: distanceOf(one.group.onSample, best.simulated) }))
  }

  /** Settles the medians on the whole part, and rounds what was found. */
  *settle(desk: MeasuredDesk): Generator<void, void, void> {
    this.#turn = { scale: hundredth(this.#turn.scale), shrinkage: hundredth(this.#turn.shrinkage) }
    yield
    const points = this.#all.map(({ best }) => best)
    this.#all = this.#all.map((one) => ({ ...one, distance: Infinity }))
    this.#take(desk, points, 'onWhole')
    yield* this.look(desk, ({ first, best }) => {
      const middle = Math.max(LEAST_DELAY_MS, best.medianMs < LEAST_DELAY_MS ? first.medianMs : best.medianMs)
      return { low: ln(middle / 3), high: ln(middle * 3) }
    }, (point, value) => ({ ...point, medianMs: exp(value) }), 'onWhole')
    this.#all = this.#all.map((one) => ({ ...one, best: roundedDelay(one.best) }))
  }

  /** The delays that were found; priorities that need none have none. */
  delays(): ReadonlyMap<string, Distribution> {
    return new Map(this.#all.map(({ group, best }) => [group.id, lognormalDelay(best) ?? NONE]))
  }

  #take(desk: MeasuredDesk, points: readonly DelayPoint[], on: 'onSample' | 'onWhole'): readonly number[] {
    const delays = new Map(this.#all.map(({ group }, index) => [group.id, lognormalDelay(points[index] ?? { medianMs: 0, sigma: 1 }) ?? NONE]))
    const simulated = desk.simulate(this.settingsWith(delays))
    const distances = this.#all.map(({ group }) => distanceOf(group[on], simulated))
    this.#all = this.#all.map((one, index) => {
      const [point, distance] = [points[index], distances[index]]
      return point !== undefined && distance !== undefined && distance < one.distance ? { ...one, best: point, distance } : one
    })
    return distances
  }
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100
}
