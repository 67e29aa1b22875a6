import { translationGaps } from '../../conditions/translation-gaps.ts'
import { findingAtSpan } from '../../spec/source-finding.ts'
import type { LintRule } from '../lint-context.ts'
import { conditionOf } from '../lint-context.ts'
import { conditionSpan } from './condition-problems.ts'

/** LUM702: the conditions of nodes can be said in the language of the chosen export target; those of triggers, SLAs and agents are evaluated by workers there. */
export const targetConditions: LintRule = ({ source, sites, surroundings }) => {
  const language = surroundings.target?.conditions
  if (language === undefined) return []
  return sites.flatMap((entry) => {
    const condition = conditionOf(entry)
    const { path } = entry.site
    if (condition === undefined || path[2] !== 'nodes') return []
    return translationGaps(condition.term, language).map(({ start, end, part }) => findingAtSpan(source, 'LUM702', { language, part }, path, conditionSpan(source, path, start, end)))
  })
}
