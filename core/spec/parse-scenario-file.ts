import type { Finding } from './finding.ts'
import type { JsonValue } from './json-value.ts'
import type { FileKind, ParsedFile } from './parse-file.ts'
import { parseFile } from './parse-file.ts'
import type { ScenarioDocument } from './scenario.ts'
import { scenarioSchema } from './scenario.ts'
import { scenarioContradictions } from './scenario-contradictions.ts'
import { dataAt } from './schema-findings.ts'
import { findingAt, pathText } from './source-finding.ts'
import type { SpecSource } from './spec-source.ts'
import type { TestScenario } from './test-scenario.ts'
import { testScenarioSchema } from './test-scenario.ts'

/** A scenario of either form: a simulation, or a test with a script and an expectation. */
export type AnyScenario = ScenarioDocument | TestScenario

/** Whether the data of a scenario is a test: it has a script, or says what is expected. */
export function isTestData(data: JsonValue): boolean {
  return dataAt(data, ['spec', 'script']) !== undefined || dataAt(data, ['spec', 'expect']) !== undefined
}

/** Whether a scenario is a test. */
export function isTest(scenario: AnyScenario): scenario is TestScenario {
  return 'script' in scenario.spec
}

function meaningFindings(source: SpecSource, scenario: AnyScenario): readonly Finding[] {
  if (!isTest(scenario)) return scenarioContradictions(scenario).map(({ path, problem, hint }) => findingAt(source, 'LUM001', { where: pathText(path), problem, hint }, path))
  const { script, answers } = scenario.spec
  const starts = script.flatMap((step, index) => (step.event === 'start' ? [index] : []))
  const say = (path: readonly (string | number)[], where: string, problem: string, hint: string): Finding => findingAt(source, 'LUM001', { where, problem, hint }, path)
  return [
    ...(starts[0] === 0 ? [] : [say(['spec', 'script', 0], 'spec.script', 'does not begin with the start of the ticket', 'Put an event start first.')]),
    ...starts.slice(1).map((index) => say(['spec', 'script', index, 'event'], `spec.script[${index}]`, 'starts the ticket a second time', 'Delete it, or write message.inbound.')),
    ...Object.entries(answers ?? {}).filter(([, answer]) => answer.error !== undefined && answer.outputs !== undefined).map(([id]) =>
      say(['spec', 'answers', id, 'error'], `spec.answers.${id}.error`, 'stands beside outputs, and a task that fails gives none', 'Delete one of them.')),
    ...(Object.keys(scenario.spec.expect).length > 0 ? [] : [say(['spec', 'expect'], 'spec.expect', 'is empty, so the test could not fail', 'Add what must come of it, for example outcome or visited.')]),
  ]
}

const scenarioKind: FileKind<AnyScenario> = {
  schemaOf: (data) => (isTestData(data) ? testScenarioSchema : scenarioSchema),
  meaning: meaningFindings,
}

/** Reads a scenario file of either form; whatever is wrong becomes a finding with its place. */
export function parseScenarioFile(text: string): ParsedFile<AnyScenario> {
  return parseFile(text, scenarioKind)
}
