import type { Value } from '../conditions/value.ts'
import { isList } from '../conditions/value.ts'

/** Whether two values say the same; an absent field and a missing one are alike. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((value, index) => sameValue(value, b[index]))
  let names = 0
  for (const name in a) {
    if (!sameValue(a[name], b[name])) return false
    names += 1
  }
  for (const name in b) if (b[name] !== undefined) names -= 1
  return names === 0
}
