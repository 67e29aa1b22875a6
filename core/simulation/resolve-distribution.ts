import { assertNever } from '../assert-never.ts'
import type { DistributionDocument } from '../spec/distribution-schema.ts'
import { durationMs } from '../spec/duration.ts'
import { ln } from './math-ln.ts'
import type { Distribution } from './variates.ts'
import { lognormalFromMean, lognormalFromQuantiles } from './variates.ts'

/** The distribution that a file names, in milliseconds; measured values of a file of their own must have been put in before. */
export function resolveDistribution(given: DistributionDocument): Distribution {
  if ('distribution' in given) return named(given)
  if ('mean' in given) return lognormalFromMean(ms(given.mean), given.cv ?? 1)
  if ('p95' in given) return lognormalFromQuantiles(ms(given.median), ms(given.p95))
  const cv = given.cv ?? 1
  const median = ms(given.median)
  return median > 0 && cv > 0 ? { kind: 'lognormal', mu: ln(median), sigma: Math.sqrt(ln(1 + cv * cv)) } : { kind: 'deterministic', value: median }
}

function named(given: Extract<DistributionDocument, { distribution: string }>): Distribution {
  switch (given.distribution) {
    case 'constant':
      return { kind: 'deterministic', value: ms(given.value) }
    case 'exponential':
      return { kind: 'exponential', mean: ms(given.mean) }
    case 'lognormal':
      return lognormalFromMean(ms(given.mean), given.cv ?? 1)
    case 'erlang':
      return { kind: 'erlang', k: given.k, mean: ms(given.mean) }
    case 'uniform':
      return { kind: 'uniform', from: ms(given.min), to: ms(given.max) }
    case 'hyperexponential':
      return ms(given.mean) > 0 ? { kind: 'hyperexponential', ...balanced(ms(given.mean), given.cv) } : { kind: 'deterministic', value: 0 }
    case 'empirical':
      return { kind: 'empirical', sorted: (given.quantiles ?? []).map(ms).sort((a, b) => a - b) }
    default:
      return assertNever(given)
  }
}

// Two phases with balanced means (p1*m1 = p2*m2), the usual choice where only mean and cv are known.
function balanced(mean: number, cv: number): { readonly share: number; readonly first: number; readonly second: number } {
  const square = cv * cv
  const share = (1 + Math.sqrt((square - 1) / (square + 1))) / 2
  return { share, first: mean / (2 * share), second: mean / (2 * (1 - share)) }
}

function ms(text: string): number {
  return durationMs(text) ?? 0
}
