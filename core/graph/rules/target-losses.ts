import type { Finding, Severity } from '../../spec/finding.ts'
import { featureUses } from '../feature-uses.ts'
import type { LintRule } from '../lint-context.ts'
import type { FeatureFit } from '../target-profile.ts'
import { flowFeatures } from '../target-profile.ts'

function severityOf(fit: Exclude<FeatureFit, { readonly kind: 'exact' }>): Severity {
  if (fit.kind === 'built') return fit.loses ? 'warning' : 'info'
  return fit.changesMeaning ? 'error' : 'warning'
}

const hints: Readonly<Record<Severity, string>> = {
  info: 'Nothing is to be done: the exported flow behaves the same.',
  warning: 'Check whether the difference matters here; if not, allow it with a comment and a reason.',
  error: 'Draw this part without it, or choose a target that has it.',
}

/** LUM701: what the chosen export target does not have, at each place that uses it; nothing where no target is chosen. */
export const targetLosses: LintRule = ({ workflow, graph, surroundings, report }) => {
  const { target } = surroundings
  if (target === undefined) return []
  return featureUses(workflow, graph).flatMap(({ feature, path }): readonly Finding[] => {
    const fit = target.features[feature]
    if (fit.kind === 'exact') return []
    const severity = severityOf(fit)
    return [{ ...report('LUM701', { feature: flowFeatures[feature], target: target.title, instead: fit.instead, hint: hints[severity] }, path, { part: 'key' }), severity }]
  })
}
