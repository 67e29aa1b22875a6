import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveDistribution } from '../../../core/simulation/resolve-distribution.ts'
import type { Distribution } from '../../../core/simulation/variates.ts'
import { meanOf, quantileOf, sortedQuantile } from '../../../core/simulation/variates.ts'
import type { DistributionDocument } from '../../../core/spec/distribution-schema.ts'

type Case = { readonly name: string; readonly given: DistributionDocument; readonly mean: number; readonly cv: number }

const cases: readonly Case[] = [
  { name: 'constant', given: { distribution: 'constant', value: '8m' }, mean: 480_000, cv: 0 },
  { name: 'exponential', given: { distribution: 'exponential', mean: '10m' }, mean: 600_000, cv: 1 },
  { name: 'lognormal', given: { distribution: 'lognormal', mean: '20m', cv: 1.5 }, mean: 1_200_000, cv: 1.5 },
  { name: 'lognormal without a cv', given: { distribution: 'lognormal', mean: '20m' }, mean: 1_200_000, cv: 1 },
  { name: 'short lognormal', given: { mean: '20m', cv: 0.5 }, mean: 1_200_000, cv: 0.5 },
  { name: 'erlang of one phase', given: { distribution: 'erlang', k: 1, mean: '15m' }, mean: 900_000, cv: 1 },
  { name: 'erlang of three phases', given: { distribution: 'erlang', k: 3, mean: '15m' }, mean: 900_000, cv: 1 / Math.sqrt(3) },
  { name: 'erlang of a hundred phases', given: { distribution: 'erlang', k: 100, mean: '15m' }, mean: 900_000, cv: 0.1 },
  { name: 'uniform', given: { distribution: 'uniform', min: '2m', max: '8m' }, mean: 300_000, cv: Math.sqrt(3) / 5 },
  { name: 'hyperexponential', given: { distribution: 'hyperexponential', mean: '10m', cv: Math.sqrt(3) }, mean: 600_000, cv: Math.sqrt(3) },
  { name: 'hyperexponential with a cv of 1', given: { distribution: 'hyperexponential', mean: '10m', cv: 1 }, mean: 600_000, cv: 1 },
  { name: 'hyperexponential with a cv of 10', given: { distribution: 'hyperexponential', mean: '10m', cv: 10 }, mean: 600_000, cv: 10 },
  // Piecewise uniform between 1, 2 and 9 minutes.
  { name: 'empirical', given: { distribution: 'empirical', quantiles: ['2m', '1m', '9m'] }, mean: 210_000, cv: Math.sqrt(((1 + 2 + 4) / 3 + (4 + 18 + 81) / 3) / 2 - 3.5 * 3.5) / 3.5 },
]

// The ends are where a quantile is steep: the substitution u = s*s*(3 - 2s), twice, puts the steps close together there.
function moments(distribution: Distribution): { readonly mean: number; readonly cv: number } {
  const steps = 40_000
  let first = 0
  let second = 0
  for (let step = 0; step < steps; step++) {
    const t = (step + 0.5) / steps
    const s = t * t * (3 - 2 * t)
    const u = Math.min(s * s * (3 - 2 * s), 1 - 2 ** -53)
    const weight = (6 * t * (1 - t) * (6 * s * (1 - s))) / steps
    const value = quantileOf(distribution, u)
    first += weight * value
    second += weight * value * value
  }
  return { mean: first, cv: Math.sqrt(Math.max(0, second - first * first)) / first }
}

/** P(X > x), each by its textbook formula and not by anything that the quantiles use. */
function survival(distribution: Distribution, x: number): number {
  switch (distribution.kind) {
    case 'exponential':
      return Math.exp(-x / distribution.mean)
    case 'erlang': {
      const rate = (distribution.k * x) / distribution.mean
      let sum = 0
      let logFactorial = 0
      for (let phase = 0; phase < distribution.k; phase++) {
        if (phase > 0) logFactorial += Math.log(phase)
        sum += Math.exp(phase * Math.log(rate) - rate - logFactorial)
      }
      return sum
    }
    case 'hyperexponential':
      return distribution.share * Math.exp(-x / distribution.first) + (1 - distribution.share) * Math.exp(-x / distribution.second)
    case 'uniform':
      return (distribution.to - x) / (distribution.to - distribution.from)
    default:
      throw new Error(`no formula for ${distribution.kind}`)
  }
}

const duration = fc.integer({ min: 1, max: 200_000_000 }).map((ms) => `${ms}ms`)
const cvs = fc.double({ min: 1, max: 10, noNaN: true })
const inverted: fc.Arbitrary<DistributionDocument> = fc.oneof(
  duration.map((mean): DistributionDocument => ({ distribution: 'exponential', mean })),
  fc.tuple(fc.integer({ min: 1, max: 100 }), duration).map(([k, mean]): DistributionDocument => ({ distribution: 'erlang', k, mean })),
  fc.tuple(duration, cvs).map(([mean, cv]): DistributionDocument => ({ distribution: 'hyperexponential', mean, cv })),
)
const others: fc.Arbitrary<DistributionDocument> = fc.oneof(
  fc.tuple(duration, cvs).map(([mean, cv]): DistributionDocument => ({ distribution: 'lognormal', mean, cv })),
  fc.array(duration, { minLength: 2, maxLength: 30 }).map((quantiles): DistributionDocument => ({ distribution: 'empirical', quantiles })),
  duration.map((value): DistributionDocument => ({ distribution: 'constant', value })),
)
// Uniforms have 53 bits, and what happens at both ends happens in long runs.
const uniform = fc.oneof(fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true }), fc.constantFrom(2 ** -53, 1e-12, 1e-6, 1 - 1e-6, 1 - 1e-12, 1 - 2 ** -53))

describe('the named distributions', () => {
  it.each(cases)('$name: mean and cv of what is drawn are those that the file gives', ({ given, mean, cv }) => {
    const distribution = resolveDistribution(given)
    const found = moments(distribution)
    expect(found.mean / mean).toBeCloseTo(1, 4)
    expect(found.cv).toBeCloseTo(cv, 3)
    expect(meanOf(distribution) / mean).toBeCloseTo(1, 12)
  })

  it('exponential, erlang and hyperexponential: the share beyond the quantile of u is 1 - u', () => {
    fc.assert(
      fc.property(inverted, uniform, (given, u) => {
        const distribution = resolveDistribution(given)
        const beyond = survival(distribution, quantileOf(distribution, u))
        expect(Math.abs(beyond - (1 - u))).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.min(u, 1 - u))
      }),
      { numRuns: 2000 },
    )
  })

  it('a greater u never gives a shorter time', () => {
    fc.assert(
      fc.property(fc.oneof(inverted, others), uniform, uniform, (given, one, two) => {
        const distribution = resolveDistribution(given)
        const low = quantileOf(distribution, Math.min(one, two))
        const high = quantileOf(distribution, Math.max(one, two))
        expect(low).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(high)).toBe(true)
        // The inversions stop when a step changes nothing that a millisecond could show.
        expect(high).toBeGreaterThanOrEqual(low * (1 - 1e-11))
      }),
      { numRuns: 2000 },
    )
  })

  it('a mean of nothing gives times of nothing', () => {
    for (const given of [{ distribution: 'exponential', mean: '0s' }, { distribution: 'erlang', k: 3, mean: '0s' }, { distribution: 'hyperexponential', mean: '0s', cv: 2 }, { distribution: 'lognormal', mean: '0s' }] as const) {
      for (const u of [1e-12, 0.5, 1 - 1e-12]) expect(quantileOf(resolveDistribution(given), u) + 0).toBe(0)
    }
  })

  it('measured times come back at the steps of probability that they were given for', () => {
    const distribution = resolveDistribution({ distribution: 'empirical', quantiles: ['10s', '20s', '1m', '2m', '10m'] })
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => quantileOf(distribution, u))).toEqual([10_000, 20_000, 60_000, 120_000, 600_000])
    expect(sortedQuantile([10, 20, 60], 0.75)).toBe(40)
  })
})
