import type { FeatureFit } from '../../graph/target-profile.ts'

/** The target has the feature as it is. */
export const exact: FeatureFit = { kind: 'exact' }

/** The target does the same by a construction. */
export function built(instead: string): FeatureFit {
  return { kind: 'built', instead, loses: false }
}

/** The target does nearly the same by a construction that loses something. */
export function builtWithLoss(instead: string): FeatureFit {
  return { kind: 'built', instead, loses: true }
}

/** The target does not have it, and the flow does the same without it. */
export function dropped(instead: string): FeatureFit {
  return { kind: 'lost', instead, changesMeaning: false }
}

/** The target does not have it, and the flow would do something else without it. */
export function lost(instead: string): FeatureFit {
  return { kind: 'lost', instead, changesMeaning: true }
}
