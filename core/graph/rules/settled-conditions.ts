import type { ConstantPart } from '../../conditions/constant-parts.ts'
import { constantParts } from '../../conditions/constant-parts.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { shortText } from '../short-text.ts'
import { conditionSpan } from './condition-problems.ts'

// Steps of analysis for one condition and for a whole file: a condition made to be long must not make checking long.
const workOfOne = 20_000
const workOfAll = 400_000

/** LUM307: a condition, or a part of one, that has one answer whatever happens. */
export const settledConditions: LintRule = ({ source, sites }) => {
  let left = workOfAll
  // The same text says the same wherever it stands.
  const known = new Map<string, readonly ConstantPart[]>()
  return sites.flatMap((entry) => {
    const condition = conditionOf(entry)
    if (condition === undefined || left <= 0) return []
    const budget = { left: Math.min(workOfOne, left) }
    const given = budget.left
    const parts = known.get(condition.text) ?? constantParts(condition, budget)
    known.set(condition.text, parts)
    left -= given - Math.max(0, budget.left)
    return parts.map(({ start, end, value, why }) => findingAtSpan(source, 'LUM307', {
      part: shortText(condition.text.slice(start, end)),
      value: String(value),
      why: shortText(why, 240),
      hint: value ? 'Drop it, or correct the value that was meant.' : 'Correct the value that was meant, or delete what depends on it.',
    }, entry.site.path, conditionSpan(source, entry.site.path, start, end)))
  })
}
