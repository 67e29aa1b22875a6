import { AppError } from '../../api/app-error.ts'
import type { Finding } from '../../core/spec/finding.ts'
import type { ScenarioDocument } from '../../core/spec/scenario.ts'
import { emptyScenario } from '../../core/simulation/scenario.ts'
import { parseScenario } from '../../core/simulation/parse-scenario.ts'
import { stopProblem } from '../../core/simulation/statistics/stop-problem.ts'
import type { ScenarioFile } from '../flow/read-scenario-file.ts'

/** What a caller asks for in place of the scenario's own values. */
export type AskedFor = { readonly seed?: number; readonly replications?: number }

/** The scenario of a run: the text's, or the standard one, with the seed and replications that were asked for. */
export function prepareScenario(text: string | null, asked: AskedFor): ScenarioDocument {
  return withAsked(text === null || text.trim() === '' ? emptyScenario : readAlone(text), asked)
}

/** The scenario of a run as its file says it, with what it extends; one with errors is an error that names the first. */
export function preparedScenario({ whole, findings, test }: Pick<ScenarioFile, 'whole' | 'findings' | 'test'>, asked: AskedFor): ScenarioDocument {
  if (whole !== undefined) return withAsked(whole, asked)
  if (test !== undefined) throw cannotBeUsed('This scenario is a test of one scripted ticket; a simulation needs one without script and expect.', 'Run it with "lumos test", or choose another scenario.')
  const first = findings.find(({ severity }) => severity === 'error')
  throw first === undefined ? cannotBeUsed('', 'Check the scenario file.') : atPlace(first)
}

function withAsked(scenario: ScenarioDocument, { seed, replications }: AskedFor): ScenarioDocument {
  const problem = stopProblem(scenario)
  if (problem !== null) throw cannotBeUsed(problem.message, problem.hint)
  return { ...scenario, spec: { ...scenario.spec, ...(seed === undefined ? {} : { seed }), ...(replications === undefined ? {} : { replications }) } }
}

function readAlone(text: string): ScenarioDocument {
  const { scenario, problems } = parseScenario(text)
  const [first] = problems
  if (scenario === null) throw cannotBeUsed(first === undefined ? '' : `Line ${first.line}, column ${first.column}: ${first.message}`, first?.hint ?? 'Check the scenario file.')
  // A text alone has no place from which another file could be found.
  if (scenario.spec.extends !== undefined) throw cannotBeUsed(`It extends ${scenario.spec.extends}, and it is not known where that lies.`, 'Save the scenario as a file, and choose that.')
  return scenario
}

function atPlace({ file, range, message, hint }: Finding): AppError {
  return cannotBeUsed(`${file === undefined ? '' : `${file}: `}Line ${range.start.line}, column ${range.start.column}: ${message}`, hint)
}

function cannotBeUsed(why: string, hint: string): AppError {
  return new AppError({ code: 'scenario.invalid', kind: 'user', message: `The scenario cannot be used. ${why}`.trim(), hint })
}
