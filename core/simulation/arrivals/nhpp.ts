import { hashName } from '../keyed-random.ts'
import type { KeyedRandom } from '../keyed-random.ts'
import { ln } from '../math-ln.ts'

/** A rate of arrivals that changes with time; it never exceeds `most`. */
export type RateOfArrivals = { readonly perHourAt: (utcMs: number) => number; readonly most: number }

/** One arrival of a process: its instant, and the half hour and candidate that name it for ever. */
export type ArrivalPoint = { readonly at: number; readonly block: number; readonly candidate: number }

/** What an inhomogeneous Poisson process is drawn from; `stream` keeps processes of one replication apart. */
export type NhppOptions = { readonly from: number; readonly to: number; readonly rate: RateOfArrivals; readonly random: KeyedRandom; readonly stream: string }

const HOUR_MS = 3_600_000
const BLOCK_MS = 1_800_000

/**
 * Arrivals of an inhomogeneous Poisson process in [from, to), by thinning: candidates come at the highest rate and are kept with
 * probability rate/most. Every half hour of UTC draws from its own place in the counter, so a longer period leaves the arrivals of
 * the shorter one as they are.
 */
export function nhppArrivals({ from, to, rate, random, stream }: NhppOptions): readonly ArrivalPoint[] {
  const { most, perHourAt } = rate
  if (!(most >= 0 && most < Infinity)) throw new Error(`A rate of arrivals must be bounded by a number from 0 on, not ${most}.`)
  const points: ArrivalPoint[] = []
  if (most === 0) return points
  const purpose = hashName(stream)
  const meanGap = HOUR_MS / most
  for (let block = Math.floor(from / BLOCK_MS); block * BLOCK_MS < to; block++) {
    const begin = block * BLOCK_MS
    let passed = 0
    for (let candidate = 0; ; candidate++) {
      passed -= meanGap * ln(1 - random.uniformAt(block, 0, purpose, candidate * 2))
      if (passed >= BLOCK_MS) break
      const at = begin + Math.floor(passed)
      const perHour = perHourAt(at)
      if (!(perHour >= 0 && perHour <= most * (1 + 1e-12))) throw new Error(`The rate of arrivals at ${at} is ${perHour}, outside 0 to its bound ${most}.`)
      if (at >= from && at < to && random.uniformAt(block, 0, purpose, candidate * 2 + 1) * most < perHour) points.push({ at, block, candidate })
    }
  }
  return points
}
