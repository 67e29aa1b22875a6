import type { JsonValue } from '../spec/json-value.ts'

/** How much a change asks of those who rely on a flow, as the parts of a semantic version. */
export type ChangeClass = 'patch' | 'minor' | 'major'

/** Keys that lead to a part of a flow; items of lists go by their id, else by `#` and their place from 1. */
export type PartPath = readonly string[]

/** One difference between two flows. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'renamed' | 'moved' | 'changed'
  /** The path in the newer flow; in the older one for what was removed. */
  readonly path: PartPath
  readonly before?: JsonValue
  readonly after?: JsonValue
}

/** The greater of two classes. */
export function greater(left: ChangeClass | undefined, right: ChangeClass | undefined): ChangeClass | undefined {
  const order = [undefined, 'patch', 'minor', 'major'] as const
  return order.indexOf(left) >= order.indexOf(right) ? left : right
}
