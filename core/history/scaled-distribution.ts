import { ln } from '../simulation/math-ln.ts'
import type { Distribution } from '../simulation/variates.ts'

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
