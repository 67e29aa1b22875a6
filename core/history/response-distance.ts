import { sortedSample, wasserstein } from '../simulation/sample-distance.ts'
import { sortedQuantile } from '../simulation/variates.ts'
import type { Responses } from './today-desk.ts'
import { ALL } from './today-desk.ts'

/** The first responses of one group that a simulation is held against. */
export type ResponseTarget = { readonly id: string; readonly sorted: Float64Array; readonly cap: number; readonly weight: number }

/** Beyond this quantile of the history the search does not look: a few forgotten tickets would decide everything else. */
const LOOKED_AT = 0.95
const FEWEST_FOR_GROUP = 20
const LEAST_MS = 1000

/** By priority where there are priorities, all tickets together where there are none. */
export function targetsOf(observed: Responses): readonly ResponseTarget[] {
  const groups = [...observed].filter(([id, sample]) => id !== ALL && sample.times.length >= FEWEST_FOR_GROUP)
  const used = groups.length === 0 ? [...observed].filter(([id]) => id === ALL) : groups
  const total = used.reduce((sum, [, sample]) => sum + sample.times.length, 0)
  return used.map(([id, sample]) => {
    const sorted = sortedSample(sample.times)
    const cap = Math.max(LEAST_MS, sortedQuantile(sorted, LOOKED_AT))
    return { id, sorted: capped(sorted, cap), cap, weight: sample.times.length / total }
  })
}

/** The mean Wasserstein-1 distance over the groups, weighted by their answers. */
export function distanceTo(targets: readonly ResponseTarget[], simulated: Responses): number {
  return targets.reduce((sum, target) => sum + target.weight * distanceOf(target, simulated), 0)
}

/** The distance of one group. */
export function distanceOf({ id, sorted, cap }: ResponseTarget, simulated: Responses): number {
  const times = simulated.get(id)?.times ?? []
  // Nobody answered: as bad as it can be.
  return wasserstein(sorted, capped(sortedSample(times), cap)) ?? cap
}

function capped(sorted: Float64Array, cap: number): Float64Array {
  return sorted.map((value) => Math.min(value, cap))
}
