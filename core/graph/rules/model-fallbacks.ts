import type { LintRule } from '../lint-context.ts'
import { modelFix } from '../model-fix.ts'

/** LUM207: every fallback of a model is another model. */
export const modelFallbacks: LintRule = ({ source, workflow, report }) =>
  Object.entries(workflow.spec.agents).flatMap(([id, agent]) => {
    const fallbacks = agent.fallbackModels ?? []
    const path = ['spec', 'agents', id, 'fallbackModels']
    return fallbacks.flatMap((model, index) => {
      const primary = model === agent.model
      if (!primary && fallbacks.indexOf(model) === index) return []
      const problem = primary ? `${model} is the model that it would stand in for` : `${model} stands in the list twice`
      const fix = modelFix(source, `Take ${model} out here`, [{ path: [...path, index], value: undefined }])
      return [report('LUM207', { agent: id, problem, hint: 'Name another model, or take it out.' }, [...path, index], fix === undefined ? {} : { fix })]
    })
  })
