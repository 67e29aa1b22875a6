import type { Finding } from '../spec/finding.ts'
import { isTest, parseScenarioFile } from '../spec/parse-scenario-file.ts'
import type { ScenarioDocument } from '../spec/scenario.ts'

/** What is wrong with a scenario file: where, what, and how to mend it; lines and columns are 1-based. */
export type ScenarioProblem = {
  readonly line: number
  readonly column: number
  readonly path: string
  readonly severity: Finding['severity']
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** A scenario, or null with the problems that stand in its way. */
export type ParsedScenario = { readonly scenario: ScenarioDocument | null; readonly problems: readonly ScenarioProblem[] }

/** Reads the scenario of a simulation; a test is none. */
export function parseScenario(text: string): ParsedScenario {
  const { value, findings } = parseScenarioFile(text)
  const problems = findings.map(({ range, path, severity, code, message, hint }): ScenarioProblem => ({ line: range.start.line, column: range.start.column, path: path.join('.'), severity, code, message, hint }))
  if (value === undefined || problems.some((problem) => problem.severity === 'error')) return { scenario: null, problems }
  if (!isTest(value)) return { scenario: value, problems }
  const test: ScenarioProblem = {
    line: 1, column: 1, path: 'spec.script', severity: 'error', code: 'LUM001',
    message: 'This scenario is a test of one scripted ticket; a simulation needs one without script and expect.',
    hint: 'Run it with "lumos test", or choose another scenario.',
  }
  return { scenario: null, problems: [test, ...problems] }
}
