import type { Verdict } from './figure-over-replications.ts'
import { judgeAll } from './figure-over-replications.ts'
import type { ReplicationFigures } from './replication-figures.ts'
import type { Requirement } from './requirement.ts'
import type { Search, Variant } from './what-if-step.ts'

/** A number of people that may be changed: a whole team, or one of its shifts. */
export type Crew = { readonly id: string; readonly title: string; readonly present: number; readonly most: number; /** What one more person costs a week. */ readonly weekly: number }

/** What a search for people is about. */
export type StaffInput = {
  readonly crews: readonly Crew[]
  /** The flow with so many people in each crew. */
  readonly variantOf: (counts: readonly number[]) => Variant
  /** The flow with the most people in each crew, at work at any hour. */
  readonly roundTheClock: Variant
  readonly requirements: readonly Requirement[]
  /** Replications of a first look, and at most: more are run where the answer is close. */
  readonly replications: number
  readonly atMost: number
}

/** One staffing that was tried. */
export type StaffTrial = { readonly counts: readonly number[]; readonly weekly: number; readonly replications: number; readonly says: Verdict['says']; readonly each: readonly Verdict[] }

/** Why people alone cannot meet the targets. */
export type BeyondPeople = 'outOfHours' | 'beforePeople'

/** What a search for people found. */
export type StaffResult =
  /** `proof`: exact where every cheaper staffing was tried or excluded; local where no one person can be taken away. */
  | { readonly kind: 'found'; readonly best: StaffTrial; readonly proof: 'exact' | 'local'; readonly trials: readonly StaffTrial[]; readonly neighbours: readonly StaffTrial[]; readonly oddities: readonly string[]; readonly figures: readonly ReplicationFigures[] }
  | { readonly kind: 'impossible'; readonly why: BeyondPeople; readonly most: StaffTrial; readonly roundTheClock: StaffTrial; readonly trials: readonly StaffTrial[]; readonly figures: readonly ReplicationFigures[] }

/** What a search says on its way. */
export type StaffItem = { readonly kind: 'trial'; readonly trial: StaffTrial }

const ERROR = 0.05
const MOST_EXACT = 400

/**
 * Finds the cheapest staffing that meets every target with 95 % confidence: on common random numbers, with a one-sided t-bound over
 * replications. Bisection rests on more people never being worse; each answer is checked against its neighbours below.
 */
export function* searchStaff(input: StaffInput): Search<StaffItem, StaffResult> {
  const desk = new Trials(input)
  const { crews } = input
  const most = crews.map((crew) => crew.most)
  const all = yield* desk.run(most)
  if (all.says !== 'yes') {
    const always = yield* desk.runVariant(most, input.roundTheClock)
    return { kind: 'impossible', why: always.trial.says === 'yes' ? 'outOfHours' : 'beforePeople', most: all, roundTheClock: always.trial, trials: desk.trials(), figures: always.runs }
  }
  // With everybody else at the most, what a crew needs is a bound from below for any staffing that meets the targets.
  const least: number[] = []
  for (const index of crews.keys()) least.push(yield* smallest(desk, most, index))
  const single = crews.length === 1
  const found = single ? yield* desk.run(least) : yield* cheapest(desk, crews, least)
  const best = 'trial' in found ? found.trial : found
  const neighbours: StaffTrial[] = []
  for (const index of crews.keys()) {
    const fewer = best.counts.map((count, at) => (at === index ? count - 1 : count))
    if (fewer.every((count) => count >= 0)) neighbours.push(yield* desk.run(fewer))
  }
  return { kind: 'found', best, proof: 'trial' in found ? found.proof : 'exact', trials: desk.trials(), neighbours, oddities: oddities(desk.trials()), figures: desk.runsOf(best.counts) }
}

/** The least of one crew that meets the targets with the others as they are given; the most is known to. */
function* smallest(desk: Trials, others: readonly number[], index: number): Search<StaffItem, number> {
  let met = others[index] ?? 0
  let missed = -1
  // Near the bottom first: the most is far above what is needed, and its runs say little.
  let probe = Math.min(met, Math.max(1, desk.input.crews[index]?.present ?? 1))
  while (met - missed > 1) {
    const trial = yield* desk.run(others.map((count, at) => (at === index ? probe : count)))
    if (trial.says === 'yes') met = probe
    else missed = probe
    const doubled = missed * 2
    probe = missed >= 1 && doubled < met && met === others[index] ? doubled : Math.floor((met + missed) / 2)
  }
  return met
}

type Cheapest = { readonly trial: StaffTrial; readonly proof: 'exact' | 'local' }

/** The cheapest of several crews: a good one by greedy steps, then every cheaper one that the bounds leave, if they are few enough. */
function* cheapest(desk: Trials, crews: readonly Crew[], least: readonly number[]): Search<StaffItem, Cheapest> {
  let best = yield* greedy(desk, crews, least)
  const candidates = cheaperThan(best.weekly, crews, least)
  if (candidates === null) return { trial: best, proof: 'local' }
  for (const counts of candidates) {
    if (desk.isExcluded(counts)) continue
    const trial = yield* desk.run(counts)
    if (trial.says === 'yes') {
      best = trial
      break
    }
  }
  return { trial: best, proof: 'exact' }
}

/** Adds whoever helps most for the money until the targets are met, then takes away whoever is not needed, the dearest first. */
function* greedy(desk: Trials, crews: readonly Crew[], least: readonly number[]): Search<StaffItem, StaffTrial> {
  let at = yield* desk.run(least)
  while (at.says !== 'yes') {
    let next: StaffTrial | null = null
    let bestGain = -Infinity
    for (const [index, crew] of crews.entries()) {
      if ((at.counts[index] ?? 0) >= crew.most) continue
      const more = yield* desk.run(at.counts.map((count, position) => (position === index ? count + 1 : count)))
      const gain = (shortfall(at, desk.input.requirements) - shortfall(more, desk.input.requirements)) / Math.max(crew.weekly, 1e-9)
      if (more.says === 'yes' ? next?.says !== 'yes' || more.weekly < next.weekly : next?.says !== 'yes' && gain > bestGain) {
        next = more
        bestGain = gain
      }
    }
    if (next === null) return at
    at = next
  }
  const dearestFirst = [...crews.entries()].sort(([, a], [, b]) => b.weekly - a.weekly)
  for (const [index] of dearestFirst) {
    while ((at.counts[index] ?? 0) > (least[index] ?? 0)) {
      const fewer: StaffTrial = yield* desk.run(at.counts.map((count, position) => (position === index ? count - 1 : count)))
      if (fewer.says !== 'yes') break
      at = fewer
    }
  }
  return at
}

/** How far a trial is from its targets, each as a share of its limit. */
function shortfall({ each }: StaffTrial, requirements: readonly Requirement[]): number {
  return each.reduce((sum, verdict, index) => {
    const requirement = requirements[index]
    if (requirement === undefined || verdict.says === 'yes') return sum
    const { comparison, limit } = requirement
    const bound = comparison === '<' || comparison === '<=' ? verdict.high : verdict.low
    const value = Number.isFinite(bound) ? bound : verdict.value
    if (value === null || !Number.isFinite(value)) return sum + 1e6
    return sum + Math.abs(value - limit) / Math.max(Math.abs(limit), 1e-9)
  }, 0)
}

/** Every staffing that costs less, the cheapest first; null where there are too many to try. */
function cheaperThan(weekly: number, crews: readonly Crew[], least: readonly number[]): readonly (readonly number[])[] | null {
  const found: { readonly counts: readonly number[]; readonly cost: number }[] = []
  const walk = (counts: readonly number[], cost: number): boolean => {
    const crew = crews[counts.length]
    if (crew === undefined) {
      found.push({ counts, cost })
      return found.length <= MOST_EXACT
    }
    const rest = crews.slice(counts.length + 1).reduce((sum, one, offset) => sum + one.weekly * (least[counts.length + 1 + offset] ?? 0), 0)
    for (let count = least[counts.length] ?? 0; count <= crew.most; count++) {
      const so = cost + count * crew.weekly
      if (so + rest >= weekly - 1e-9) break
      if (!walk([...counts, count], so)) return false
    }
    return true
  }
  if (!walk([], 0)) return null
  return found.sort((a, b) => a.cost - b.cost || compareCounts(a.counts, b.counts)).map(({ counts }) => counts)
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((count, at) => count !== b[at])
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}

/** Where more people did worse than fewer: bisection relied on the contrary. */
function oddities(trials: readonly StaffTrial[]): readonly string[] {
  return trials.filter((trial) => trial.says === 'yes').flatMap((met) => {
    const worse = trials.find((other) => other.says === 'no' && other.counts.every((count, index) => count >= (met.counts[index] ?? 0)))
    return worse === undefined ? [] : [`${worse.counts.join(' + ')} people do not meet the targets although ${met.counts.join(' + ')} do: here more people are not always better.`]
  })
}

/** Every staffing that was tried, and its replications. */
class Trials {
  readonly input: StaffInput
  readonly #runs = new Map<string, readonly ReplicationFigures[]>()
  readonly #trials = new Map<string, StaffTrial>()
  readonly #looks: readonly number[]

  constructor(input: StaffInput) {
    this.input = input
    const looks: number[] = []
    for (let count = Math.min(input.replications, input.atMost); count < input.atMost; count *= 2) looks.push(count)
    this.#looks = [...looks, input.atMost]
  }

  trials(): readonly StaffTrial[] {
    return [...this.#trials.values()]
  }

  get(counts: readonly number[]): StaffTrial | undefined {
    return this.#trials.get(counts.join())
  }

  runsOf(counts: readonly number[]): readonly ReplicationFigures[] {
    return this.#runs.get(counts.join()) ?? []
  }

  /** Whether more people have already been found to miss the targets. */
  isExcluded(counts: readonly number[]): boolean {
    return this.trials().some((trial) => trial.says === 'no' && trial.counts.every((count, index) => count >= (counts[index] ?? 0)))
  }

  *run(counts: readonly number[]): Search<StaffItem, StaffTrial> {
    const known = this.get(counts)
    if (known !== undefined) return known
    const { trial, runs } = yield* this.runVariant(counts, this.input.variantOf(counts))
    this.#trials.set(counts.join(), trial)
    this.#runs.set(counts.join(), runs)
    yield { kind: 'trial', trial }
    return trial
  }

  /** Looks with more and more replications until it is clear; the allowed error is shared out among the looks. */
  *runVariant(counts: readonly number[], variant: Variant): Search<StaffItem, { readonly trial: StaffTrial; readonly runs: readonly ReplicationFigures[] }> {
    const { crews, requirements } = this.input
    const weekly = crews.reduce((sum, crew, index) => sum + crew.weekly * (counts[index] ?? 0), 0)
    let runs: readonly ReplicationFigures[] = []
    for (const look of this.#looks) {
      const more = yield { kind: 'run', variant, from: runs.length, to: look, what: crews.map((crew, index) => `${crew.id} ${counts[index] ?? 0}`).join(', '), done: runs.length, total: look }
      runs = [...runs, ...more]
      const { says, each } = judgeAll(runs, requirements, ERROR / this.#looks.length)
      if (says !== 'unsure' || look === this.input.atMost) return { trial: { counts, weekly, replications: runs.length, says, each }, runs }
    }
    throw new Error('A search for people looks at least once.')
  }
}
