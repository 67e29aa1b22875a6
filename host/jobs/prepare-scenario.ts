import { AppError } from '../../api/app-error.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'

/** The scenario of a run: the text's, or the standard one, with the seed and replications that were asked for. */
export function prepareScenario(text: string | null, overrides: { readonly seed?: number; readonly replications?: number }): ScenarioDocument {
  const written = text === null || text.trim() === '' ? emptyScenario : readScenario(text)
  const { seed, replications } = overrides
  return { ...written, spec: { ...written.spec, ...(seed === undefined ? {} : { seed }), ...(replications === undefined ? {} : { replications }) } }
}

function readScenario(text: string): ScenarioDocument {
  const { scenario, problems } = parseScenario(text)
  if (scenario !== null) return scenario
  const [first] = problems
  throw new AppError({
    code: 'scenario.invalid',
    kind: 'user',
    message: `The scenario cannot be used. ${first === undefined ? '' : `Line ${first.line}, column ${first.column}: ${first.message}`}`.trim(),
    hint: first?.hint ?? 'Check the scenario file.',
  })
}
