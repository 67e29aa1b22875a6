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
export async function checkFlowFile(path: string): Promise<CheckedFileOfFlow> {
  const { text } = await readFlowText(path)
  return isScenario(text) ? { text, workflow: undefined, findings: parseScenario(text).problems.map(findingOf), examples: () => undefined } : checkBeside(path, text)
}

/** The example files of a flow lie beside it. */
async function checkBeside(path: string, text: string): Promise<CheckedFileOfFlow> {
  const { workflow } = parseSpec(text)
  const examples = workflow === undefined ? () => undefined : await examplesBeside(path, workflow)
  return { ...checkFlow(text, examples), examples }
}

function isScenario(text: string): boolean {
  return /^kind:[^\S\n]*["']?Scenario["']?[^\S\n]*(?:#.*)?$/mu.test(text)
}

function findingOf({ code, severity, message, hint, path, line, column }: ScenarioProblem): Finding {
  const place = { line, column }
  return { code, severity, message, hint, path: path === '' ? [] : path.split('.'), range: { start: place, end: place } }
}
