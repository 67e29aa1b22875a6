import type { Finding } from './finding.ts'
import { knownFeatures } from './known-features.ts'
import { findingAt } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'

/** LUM010: features that a file asks for and this version does not know. */
export function featureFindings(source: SpecSource, requires: { readonly features?: readonly string[] } | undefined): readonly Finding[] {
  return (requires?.features ?? []).flatMap((feature, index) =>
    knownFeatures.has(feature) ? [] : [findingAt(source, 'LUM010', { feature }, ['spec', 'requires', 'features', index])])
}
