import type { LintSurroundings } from '../../core/graph/lint-surroundings.ts'
import type { Finding } from '../../core/spec/finding.ts'
import { parseSpec } from '../../core/spec/parse-spec.ts'
import type { ExampleFiles } from '../../core/spec/taught-examples.ts'
import { parseScenario, type ScenarioProblem } from '../../core/simulation/parse-scenario.ts'
import { examplesBeside } from '../files/example-store.ts'
import { readFlowText } from '../files/read-flow-text.ts'
import { checkFlow, type CheckedFlow } from './check-flow.ts'

/** A flow file, checked, with the example files beside it. */
export type CheckedFileOfFlow = CheckedFlow & { readonly examples: ExampleFiles }

/** Reads a flow file and checks it; only a file that cannot be read is an error. A scenario file is checked as one. */
export async function checkFlowFile(path: string, surroundings: LintSurroundings = {}): Promise<CheckedFileOfFlow> {
  const { text } = await readFlowText(path)
  return checkFlowText(text, path, surroundings)
}

/** Checks the text of a flow or scenario as if it stood at a path; the example files of a flow lie beside it. */
export async function checkFlowText(text: string, path: string, surroundings: LintSurroundings = {}): Promise<CheckedFileOfFlow> {
  if (isScenario(text)) return { text, workflow: undefined, findings: parseScenario(text).problems.map(findingOf), suppressed: [], examples: () => undefined }
  const { workflow } = parseSpec(text)
  const examples = workflow === undefined ? () => undefined : await examplesBeside(path, workflow)
  return { ...checkFlow(text, examples, surroundings), examples }
}

function isScenario(text: string): boolean {
  return /^kind:[^\S\n]*["']?Scenario["']?[^\S\n]*(?:#.*)?$/mu.test(text)
}

function findingOf({ code, severity, message, hint, path, line, column }: ScenarioProblem): Finding {
  const place = { line, column }
  return { code, severity, message, hint, path: path === '' ? [] : path.split('.'), range: { start: place, end: place } }
}
