import { KeyedRandom } from '../../core/simulation/keyed-random.ts'

/** How many times the rows are drawn again. */
export const RESAMPLES = 1000

/** The middle 95 % of a figure's resamples. */
export type BootstrapInterval = { readonly low: number; readonly high: number }

/**
 * The 95 % percentile interval of a figure: the rows are drawn again with replacement a thousand times, by a seeded
 * generator, so that the same rows and seed always give the same interval.
 */
export function bootstrapInterval<Row>(rows: readonly Row[], statistic: (rows: readonly Row[]) => number, seed: number, resamples: number = RESAMPLES): BootstrapInterval {
  if (rows.length === 0) return { low: 0, high: 0 }
  const random = new KeyedRandom(seed, 0)
  const figures = new Float64Array(resamples)
  const drawn: Row[] = [...rows]
  for (let sample = 0; sample < resamples; sample++) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[Math.floor(random.uniformAt(sample, i, 0, BOOTSTRAP) * rows.length)]
      if (row !== undefined) drawn[i] = row
    }
    figures[sample] = statistic(drawn)
  }
  figures.sort()
  return { low: quantile(figures, 0.025), high: quantile(figures, 0.975) }
}

/** The place of these draws in the generator's counter, apart from those that choose examples. */
const BOOTSTRAP = 0x626f6f74

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? below
  return below + (at - Math.floor(at)) * (above - below)
}
