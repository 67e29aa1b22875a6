import { exp } from '../simulation/math-exp.ts'
import type { Distribution } from '../simulation/variates.ts'
import { quantileOf } from '../simulation/variates.ts'
import type { DistributionDocument } from '../spec/distribution-schema.ts'
import { durationText } from '../spec/duration.ts'

/** A distribution as a scenario writes it, in whole seconds. */
export function distributionDocument(distribution: Distribution): DistributionDocument {
  switch (distribution.kind) {
    case 'deterministic':
      return { distribution: 'constant', value: seconds(distribution.value) }
    case 'uniform':
      return { distribution: 'uniform', min: seconds(distribution.from), max: seconds(distribution.to) }
    case 'exponential':
      return { distribution: 'exponential', mean: seconds(distribution.mean) }
    case 'lognormal':
      return { median: seconds(exp(distribution.mu)), p95: seconds(quantileOf(distribution, 0.95)) }
    case 'erlang':
      return { distribution: 'erlang', k: distribution.k, mean: seconds(distribution.mean) }
    case 'empirical':
      return { distribution: 'empirical', quantiles: distribution.sorted.map(seconds) }
    case 'hyperexponential':
      return { distribution: 'empirical', quantiles: Array.from({ length: 41 }, (_, index) => seconds(quantileOf(distribution, Math.min(0.999, index / 40)))) }
  }
}

/** A span of time in whole seconds as a scenario writes it. */
export function seconds(ms: number): string {
  return durationText(Math.max(0, Math.round(ms / 1000)) * 1000)
}
